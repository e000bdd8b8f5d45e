// Files and folders dropped on the page; the form beside does the same without this.
(() => {
  "use strict";
  const zone = document.querySelector("[data-drop]");
  const form = zone.querySelector("form");
  const said = zone.querySelector(".sending");
  zone.querySelector(".drop-here").hidden = false;

  // A folder is given a part at a time: until it gives nothing.
  async function filesOf(entry, path) {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [[path + file.name, file]];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const one of some) found.push(...(await filesOf(one, path + entry.name + "/")));
    }
  }

  async function send(files) {
    const body = new FormData();
    for (const [name, file] of files) body.append("files", file, name);
    said.textContent = `Sending ${files.length} ${files.length === 1 ? "file" : "files"} …`;
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.ok) {
      location.assign(form.action);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    said.textContent = [...page.querySelectorAll("main h1, main h1 + p")].map((e) => e.textContent).join(": ");
  }

  const isFiles = (event) => [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("is-over");
  });
  document.addEventListener("drop", async (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    // All at once: what was dropped can only be asked for until this function waits.
    const dropped = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const asked = dropped.map((item) => {
      const entry = item.webkitGetAsEntry();
      const file = item.getAsFile();
      return entry ? filesOf(entry, "") : [[file.name, file]];
    });
    try {
      const files = (await Promise.all(asked)).flat();
      if (files.length) await send(files);
      else said.textContent = "There is no file in it.";
    } catch (error) {
      said.textContent = `It could not be sent: ${error.message}`;
    }
  });
})();
