// Keeps answers open that a member has opened: while a quiz grows, the page draws its cards anew
// and would close them. Opens and closes all answers. And presses the button that holds a file,
// once it is drawn.

{
  const wished = new Map();
  let all = false;

  const keys = () => document.querySelectorAll("#quiz details.key");
  const heed = () => {
    for (const key of keys()) if (!key.open && (wished.get(key.id) ?? all)) key.open = true;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("#quiz-make")) {
      wished.clear(); // its numbers will be those of other questions
      if (matchMedia("(max-width: 900px)").matches) {
        document.getElementById("quiz-line").scrollIntoView({ behavior: "smooth" });
      }
    }
    const key = event.target.closest("#quiz details.key > summary")?.parentElement;
    if (key) wished.set(key.id, !key.open);
  });

  window.paperqaShowKeys = (show) => {
    all = show;
    wished.clear();
    for (const key of keys()) key.open = all;
  };

  new MutationObserver(() => {
    heed();
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
}
