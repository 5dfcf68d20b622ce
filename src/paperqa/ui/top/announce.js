// For screen readers: Gradio's log would read every piece of an answer as it comes. It is told to
// be quiet, and the answer is read once, when it is whole.

{
  const whole = () => document.querySelectorAll("#conversation .said :is(.colophon, .error)");
  let before = 0;

  // What it says; how it came about and what can be done with it, one finds below it.
  const words = (answer) =>
    [...answer.children]
      .filter((part) => !part.matches(".colophon, .foot"))
      .map((part) => part.innerText)
      .join("\n");

  const announce = () => {
    const now = whole();
    const aloud = document.getElementById("announced");
    if (aloud && now.length === before + 1) {
      const answer = now[now.length - 1].closest(".said");
      aloud.lang = answer.lang;
      aloud.textContent = words(answer);
    }
    before = now.length;
  };

  const quiet = () => {
    for (const log of document.querySelectorAll("#conversation [role=log]:not([aria-live=off])")) {
      log.setAttribute("aria-live", "off");
    }
  };

  let due = 0;
  new MutationObserver(() => {
    due ||= setTimeout(() => {
      due = 0;
      quiet();
      announce();
    }, 200);
  }).observe(document.documentElement, { subtree: true, childList: true });
}
