// Comfort only: bring a row's other half into view. Everything else on the page works without it.
(() => {
  "use strict";
  const beside = matchMedia("(min-width: 60rem)");

  function rowsOf(element) {
    return [...element.classList].filter((name) => /^x\d+$/.test(name));
  }

  function showRow(event) {
    const mark = event.target.closest(".text [class*='x']");
    const rows = mark && beside.matches ? rowsOf(mark) : [];
    if (!rows.length) return;
    const ledger = mark.closest(".reading").querySelector(".ledger");
    const row = ledger.querySelector(".row." + rows[rows.length - 1]);
    const above = row.getBoundingClientRect().top - ledger.getBoundingClientRect().top;
    if (above < 0 || above + row.offsetHeight > ledger.clientHeight) {
      ledger.scrollTop += above - ledger.clientHeight / 3;
    }
  }

  function showWords(event) {
    const row = event.target.closest(".row");
    if (!row || !beside.matches || !event.target.matches(":focus-visible")) return;
    document.getElementById("t" + row.id.slice(1)).scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("mouseover", showRow);
  document.addEventListener("focusin", showRow);
  document.addEventListener("focusin", showWords);
})();
