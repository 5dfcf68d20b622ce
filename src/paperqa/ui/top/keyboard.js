// Ctrl+K or ⌘K and the skip link lead to the question box, from whichever tab; Escape and a click
// elsewhere close the hint of the top bar.

{
  const ask = () => {
    const box = () => document.querySelector("#question textarea");
    // A tab's panel is drawn once it is chosen.
    if (!box()?.checkVisibility()) document.querySelector("#tabs [role=tab]")?.click();
    const focus = (tries) => {
      if (box()?.checkVisibility()) box().focus();
      else if (tries) setTimeout(focus, 50, tries - 1);
    };
    focus(40);
  };

  const closeHints = (except) => {
    for (const hint of document.querySelectorAll(".hint[open]")) {
      if (hint !== except) hint.open = false;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeHints();
    const chord = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!chord || event.code !== "KeyK" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    ask();
  });

  document.addEventListener("click", (event) => {
    closeHints(event.target.closest(".hint"));
    if (!event.target.closest("a.skip")) return;
    event.preventDefault();
    ask();
  });
}
