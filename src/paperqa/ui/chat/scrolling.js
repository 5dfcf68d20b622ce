// What is asked, or opened, begins at the top of the conversation and stays there while its answer
// grows. Under the last question there is always room for that; nothing is animated.

{
  let shown = "";

  const place = () => {
    const wrap = document.querySelector("#conversation .panel-wrap");
    const rows = wrap?.querySelectorAll(".message-row") ?? [];
    const questions = wrap?.querySelectorAll(".asked") ?? [];
    const last = questions[questions.length - 1];
    if (!last) {
      shown = "";
      return;
    }
    const row = last.closest(".message-row");
    const room = rows[rows.length - 1] === row ? 0 : wrap.clientHeight - row.offsetHeight;
    const wanted = `${Math.max(0, room)}px`;
    const { style } = document.getElementById("conversation");
    if (style.getPropertyValue("--room") !== wanted) style.setProperty("--room", wanted);
    const chat = new URL(location.href).searchParams.get("chat");
    const asked = last.querySelector(".question").textContent;
    const now = `${chat} ${questions.length} ${asked}`;
    if (now === shown) return;
    shown = now;
    wrap.scrollTop += row.getBoundingClientRect().top - wrap.getBoundingClientRect().top;
  };

  let due = 0;
  const soon = () => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      place();
    });
  };
  new MutationObserver(soon).observe(document.documentElement, { subtree: true, childList: true });
  window.addEventListener("resize", soon);
}
