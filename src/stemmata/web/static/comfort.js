// Comfort only: every page works without this.
(() => {
  "use strict";
  const beside = matchMedia("(min-width: 60rem)");

  // An article's text and its ledger keep each other in view.
  const rowsOf = (element) => [...element.classList].filter((name) => /^x\d+$/.test(name));

  function showRow(event) {
    const mark = event.target.closest(".text [class*='x']");
    const rows = mark && beside.matches ? rowsOf(mark) : [];
    const ledger = rows.length && mark.closest(".reading").querySelector(".ledger");
    const row = ledger && ledger.querySelector(".row." + rows[rows.length - 1]);
    if (!row) return;
    const above = row.getBoundingClientRect().top - ledger.getBoundingClientRect().top;
    if (above < 0 || above + row.offsetHeight > ledger.clientHeight) {
      ledger.scrollTop += above - ledger.clientHeight / 3;
    }
  }
  document.addEventListener("mouseover", showRow);
  document.addEventListener("focusin", showRow);

  // Layers stay as they were set, from article to article.
  const layers = document.querySelectorAll(".layers input");
  for (const box of layers) {
    const key = "stemmata " + box.className;
    const kept = localStorage.getItem(key);
    if (kept !== null) box.checked = kept === "on";
    box.addEventListener("change", () => localStorage.setItem(key, box.checked ? "on" : "off"));
  }

  // Words selected in an article's text, for the passage or source that is being put right.
  const text = document.querySelector("article.text");
  const takers = [...document.querySelectorAll("[data-selected]")];
  const buttons = takers.filter((taker) => taker.matches("button"));
  let chosen = "";
  for (const taker of takers) taker.hidden = false;
  for (const button of buttons) {
    const field = button.closest("form").elements.words;
    button.addEventListener("click", () => {
      field.value = chosen;
      field.focus();
    });
  }
  if (buttons.length) {
    document.addEventListener("selectionchange", () => {
      const range = getSelection().rangeCount && getSelection().getRangeAt(0);
      // Labels and notes are drawn by the style, so a range holds the article's own words alone.
      const words = range && text.contains(range.commonAncestorContainer) ? range.cloneContents().textContent.trim() : "";
      if (words) chosen = words;
      for (const button of buttons) button.disabled = !chosen;
    });
  }

  // What the server is doing, until it is done.
  const watched = document.querySelector("[data-watch]");
  if (watched) {
    const bar = document.querySelector("[data-done]");
    setInterval(async () => {
      const state = await (await fetch(watched.dataset.watch)).json();
      if (!state.running) location.reload();
      else if (watched.textContent !== state.doing) watched.textContent = state.doing;
      if (bar) bar.value = state.done;
    }, 1000);
  }

  // Keys: "/" to the search, j and k through rows and results. Off while something is typed.
  const list = [...document.querySelectorAll("[data-step]")];
  const keys = document.getElementById("keys");
  keys.checked = localStorage.getItem("stemmata keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("stemmata keys", keys.checked ? "on" : "off"));
  keys.parentElement.hidden = false;
  const first = (item) => (item.matches("a") ? item : item.querySelector("a"));
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("q").focus();
    }
    const focused = list.findIndex((item) => item.contains(document.activeElement));
    const at = focused >= 0 ? focused : list.findIndex((item) => item.matches(":target"));
    const key = CSS.escape(event.key);
    const button =
      (at >= 0 && list[at].querySelector(`[data-key="${key}"]`)) || document.querySelector(`[data-anywhere="${key}"]`);
    if (button) {
      event.preventDefault();
      button.click();
      const opened = button.closest("details[open]");
      if (opened) opened.querySelector("textarea, input:not([type=hidden])").focus();
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !list.length) return;
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step];
    if (next) {
      first(next).focus();
      next.scrollIntoView({ block: "nearest" });
    }
  });
})();
