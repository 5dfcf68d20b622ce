// Opens sources. A marker's link leads to words that are lit in a passage; Gradio's <base> would
// turn that link into another page wherever the address carries a query, hence this script.

function show(words) {
  document.querySelectorAll("mark.chosen").forEach((mark) => mark.classList.remove("chosen"));
  words.classList.add("chosen");
  // The whole source if it fits, its lit words in any case.
  words.closest("details").scrollIntoView({ block: "nearest" });
  words.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const marker = event.target.closest("a.marker");
  if (!marker) return;
  event.preventDefault();
  const words = document.getElementById(marker.hash.slice(1));
  if (!words) return;
  words.closest("details").open = true;
  show(words);
});

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
