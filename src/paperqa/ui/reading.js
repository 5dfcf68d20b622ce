// The sources of an answer: one that is opened is scrolled to its lit words, and the one whose
// marker is pointed at is shown as such.

function show(words) {
  document.querySelectorAll("mark.chosen").forEach((mark) => mark.classList.remove("chosen"));
  words.classList.add("chosen");
  // The whole source if it fits, its lit words in any case.
  words.closest("details").scrollIntoView({ block: "nearest" });
  words.scrollIntoView({ block: "nearest" });
}

// "toggle" does not bubble: it is caught on its way down.
document.addEventListener(
  "toggle",
  (event) => {
    const source = event.target;
    const words = source.matches(".source[open]") && source.querySelector("mark");
    if (words && !source.querySelector("mark.chosen")) show(words);
  },
  true,
);

function point(event) {
  const marker = event.target.closest("a.marker");
  const name = [...(marker?.classList ?? [])].find((one) => one.startsWith("s-"));
  const words = name && document.getElementById(name);
  const pointed = words?.closest("details");
  document.querySelectorAll(".source.pointed").forEach((source) => {
    if (source !== pointed) source.classList.remove("pointed");
  });
  pointed?.classList.add("pointed");
}

document.addEventListener("mouseover", point);
document.addEventListener("focusin", point);

// The page draws an answer anew as what stands under it comes: a source that was opened stays open.
{
  const opened = new Set();
  const name = (source) => source.querySelector("mark")?.id;

  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.matches(".source") || !name(target)) return;
      target.open ? opened.add(name(target)) : opened.delete(name(target));
    },
    true,
  );

  new MutationObserver(() => {
    const sources = document.querySelectorAll(".source");
    if (!sources.length) opened.clear(); // another conversation
    for (const source of sources) {
      if (!source.open && opened.has(name(source)) && !source.dataset.seen) source.open = true;
      source.dataset.seen = "yes"; // from here on the reader opens and closes it
    }
  }).observe(document.documentElement, { subtree: true, childList: true });
}
