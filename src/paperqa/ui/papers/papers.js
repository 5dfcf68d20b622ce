// The list of papers: searched as one types, papers chosen by their boxes. What is chosen and what is
// open is kept here, so that it survives a search, another grouping and a list that is drawn anew. A
// paper that stands in several lists has several boxes; they go together.

{
  const chosen = new Set(), opened = new Set();
  let list = null;

  // As searching.py folds what a paper is found by.
  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const shelf = () => list?.querySelector(".shelf");
  const boxes = (within = list) => [...within.querySelectorAll("[data-pick]")];
  const counted = (many, one, number) => (number === 1 ? one : many.replace("{}", number));

  function search() {
    if (!shelf()) return;
    const typed = document.querySelector("#papers-search :is(input, textarea)")?.value ?? "";
    const words = folded(typed).split(" ").filter(Boolean);
    const found = new Set();
    for (const row of list.querySelectorAll("li.paper")) {
      row.hidden = !words.every((word) => row.dataset.foundBy.includes(word));
      if (!row.hidden) found.add(row.dataset.paper);
    }
    for (const part of list.querySelectorAll(".part, .group")) {
      part.hidden = !part.querySelector("li.paper:not([hidden])");
    }
    const said = shelf().dataset;
    const sentence = found.size ? counted(said.found, said.foundOne, found.size) : said.foundNone;
    shelf().querySelector(".found").textContent = words.length ? sentence.replace("{}", said.all) : "";
    markAll();
  }

  // A lecture's box tells whether all, some or none of what is shown of it is chosen.
  function markAll() {
    for (const box of list.querySelectorAll("[data-pick-all]")) {
      const own = boxes(box.closest(".part")).filter((one) => !one.closest("li").hidden);
      const picked = own.filter((one) => one.checked).length;
      box.disabled = !own.length;
      box.checked = picked > 0 && picked === own.length;
      box.indeterminate = picked > 0 && picked < own.length;
    }
  }

  function mark() {
    if (!shelf()) return;
    const known = new Set(boxes().map((box) => box.dataset.pick));
    for (const paper of chosen) if (!known.has(paper)) chosen.delete(paper);
    for (const box of list.querySelectorAll("li.paper > input")) {
      box.checked = chosen.has(box.dataset.pick);
    }
    markAll();
    const said = shelf().dataset;
    const line = document.querySelector("#papers-chosen p");
    if (line) line.textContent = counted(said.chosen, said.chosenOne, chosen.size);
    document.documentElement.classList.toggle("papers-chosen", chosen.size > 0);
  }

  function pick(box) {
    const own = box.matches("[data-pick-all]")
      ? boxes(box.closest(".part")).filter((one) => !one.closest("li").hidden)
      : [box];
    for (const one of own) box.checked ? chosen.add(one.dataset.pick) : chosen.delete(one.dataset.pick);
    mark();
  }

  window.paperqaPapers = (element, wish, watch) => {
    list = element;
    element.addEventListener("change", (event) => {
      if (event.target.matches("[data-pick], [data-pick-all]")) pick(event.target);
    });
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-ask]");
      if (button) wish({ paper: button.dataset.ask });
      const details = event.target.closest("summary")?.parentElement;
      if (details) opened[details.open ? "delete" : "add"](details.closest("li").dataset.paper);
    });
    const drawn = () => {
      for (const row of list.querySelectorAll("li.paper")) {
        row.querySelector("details").open = opened.has(row.dataset.paper);
      }
      mark();
      search();
    };
    watch("value", drawn);
    drawn();
  };
  document.addEventListener("input", (event) => {
    if (event.target.closest("#papers-search")) search();
  });
  window.paperqaChosen = () => [[...chosen]]; // the one value of the one input of an event
  window.paperqaChooseNone = () => {
    chosen.clear();
    mark();
  };
}
