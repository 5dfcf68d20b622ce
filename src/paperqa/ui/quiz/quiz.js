// Keeps answers open that a member has opened: while a quiz grows, the page draws its cards anew
// and would close them. And presses the button that holds a file, once it is drawn.

// Turns the form round for those whose browser speaks Hebrew, as its labels do.

const opened = new Set();

document.documentElement.classList.toggle("hebrew", /^(he|iw)\b/i.test(navigator.language));

document.addEventListener("click", (event) => {
  if (event.target.closest("#quiz-make") && matchMedia("(max-width: 900px)").matches) {
    document.getElementById("quiz-line").scrollIntoView({ behavior: "smooth" });
  }
  const summary = event.target.closest("#quiz summary");
  if (!summary) return;
  const key = summary.parentElement;
  key.open ? opened.delete(key.id) : opened.add(key.id);
});

new MutationObserver((changes) => {
  for (const { target, type } of changes) {
    if (type === "attributes" && !target.open && opened.has(target.id)) target.open = true;
  }
  for (const group of document.querySelectorAll("#quiz fieldset:not([aria-label])")) {
    const name = group.querySelector("[data-testid=block-info]")?.textContent;
    if (name) group.setAttribute("aria-label", name);
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ["open"] });

window.paperqaPress = (id, tries = 40) => {
  const button = document.getElementById(id);
  if (button) button.click();
  else if (tries) setTimeout(window.paperqaPress, 50, id, tries - 1);
};
