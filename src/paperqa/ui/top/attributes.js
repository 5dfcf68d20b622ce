// Mends what Gradio writes for screen readers and for Hebrew: inputs take the direction of what is
// typed (Gradio fixes them left to right), a message is not named by its whole markup, examples are
// no list of items, buttons have names, and what folds says whether it is open.

{
  const TYPED = "textarea, input[type=text], input[type=search], input:not([type])";
  const NAMES = {
    en: { ".submit-button": "Ask", ".stop-button": "Stop" },
    he: { ".submit-button": "לשאול", ".stop-button": "לעצור" },
  };

  const set = (selector, name, value) => {
    for (const element of document.querySelectorAll(selector)) {
      const wanted = typeof value === "function" ? value(element) : value;
      if (element.getAttribute(name) !== wanted) element.setAttribute(name, wanted);
    }
  };

  const mend = () => {
    set(TYPED, "dir", "auto");
    set("#conversation .examples[role=list]", "role", "group");
    set(".label-wrap", "aria-expanded", (button) => String(button.classList.contains("open")));
    set(".label-wrap .icon", "aria-hidden", "true");
    const names = NAMES[document.documentElement.lang.startsWith("he") ? "he" : "en"];
    for (const [button, name] of Object.entries(names)) {
      set(`#question ${button}`, "aria-label", name);
    }
    for (const said of document.querySelectorAll("#conversation [data-testid][aria-label*='<']")) {
      said.removeAttribute("aria-label");
    }
  };

  let due = 0;
  new MutationObserver(() => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      mend();
    });
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ["dir", "aria-label", "class"],
  });
}
