// The play of a quiz: tells the server each move, by a click or a key, and leads the focus to what
// comes back. What is right the page does not know before the server says so.

{
  const play = () => document.getElementById("quiz-play");
  const shown = () => play()?.querySelector(".play");
  const visible = () => play()?.checkVisibility();
  let tell = () => {};
  let moved = false;
  let phase = "";

  const move = (button, more = {}) => {
    moved = true;
    tell({ name: button.dataset.move, number: Number(shown().dataset.number), ...more });
  };

  // On a phone the form stands above the quiz: whoever plays is led past it.
  const narrow = matchMedia("(max-width: 900px)");
  const lead = () => {
    if (narrow.matches) document.getElementById("quiz-how")?.scrollIntoView({ block: "start" });
    else shown()?.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("change", (event) => {
    if (event.target.closest?.("#quiz-mode") && narrow.matches) setTimeout(lead, 600);
  });

  // Called by the component once it is drawn; it may be drawn anew after the tab was left.
  window.paperqaPlay = (element, trigger, watch) => {
    tell = trigger;
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-move]");
      if (!button) return;
      const { option, knew } = button.dataset;
      move(button, { option: option === undefined ? -1 : Number(option), knew: knew === "yes" });
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      move(event.target, { words: new FormData(event.target).get("words") });
    });
    watch("value", () => {
      // A quiz that has grown takes the focus from nobody; who waited for it had nothing else.
      const waited = phase === "waiting" && document.activeElement === document.body;
      phase = shown()?.dataset.phase;
      if (!moved && !waited) return;
      moved = false;
      const next = element.querySelector("[data-focus]");
      next?.focus({ preventScroll: true });
      lead();
    });
  };

  // Keys work where the player is: in the quiz, or nowhere in particular.
  const here = (target) => target === document.body || target.closest?.("#quiz-sheet");
  const writes = (target) => target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])");
  const acts = (target) => target.closest?.("button, a, summary, input, label");

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (!visible() || !here(target) || writes(target)) return;
    const options = play().querySelectorAll("[data-option]");
    const pressed = /^[1-9]$/.test(key) ? options[Number(key) - 1] : undefined;
    const next = key === "Enter" && !acts(target) ? play().querySelector("button.primary") : undefined;
    const button = pressed ?? next;
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
