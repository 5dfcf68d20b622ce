// The buttons of the Chat tab. Each says by its name and value what it wants (see acts.py); what
// the server must know goes out by paperqaTell, which a hidden part of the page sets (tab.py).

{
  const ASKING = new Set(["ask", "retry"]);
  const LEAVING = new Set(["new", "open", "delete"]);
  const AFTER_ANSWER = new Set([...ASKING, ...LEAVING, "edit"]);
  const box = () => document.querySelector("#question textarea");

  const tell = (name, value = "") => {
    const kind = ASKING.has(name) ? "submit" : LEAVING.has(name) ? "input" : "select";
    window.paperqaTell?.(kind, { name, value });
  };

  // An answer that is on its way is stopped first: what comes late would overwrite the page.
  const whenFree = (then, tries = 200) => {
    const stop = document.querySelector("#question .stop-button");
    if (!stop) return then();
    if (tries === 200) stop.click();
    if (tries) setTimeout(whenFree, 50, then, tries - 1);
  };

  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Plain http to another machine: the browser offers no clipboard, but copies a selection.
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.className = "unseen";
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  };

  const judge = (button) => {
    const other = button.parentElement.querySelector(`.act.pressed:not([name=${button.name}])`);
    other?.classList.remove("pressed");
    button.classList.toggle("pressed");
    dress();
    tell(button.name, button.value);
  };

  const HERE = {
    copy: (button) => copy(button.nextElementSibling.textContent, button),
    link: (button) => copy(new URL(button.value, location.origin).href, button),
    up: judge,
    down: judge,
  };

  const showPanel = (name) => {
    const panel = document.getElementById("chats");
    panel.popover = "auto";
    panel.role = "dialog";
    panel.ariaLabel = name.trim();
    panel.tabIndex = -1;
    panel.showPopover();
    panel.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.act");
    if (button?.name) {
      const { name, value } = button;
      if (name === "open" || name === "delete") document.getElementById("chats").hidePopover?.();
      if (HERE[name]) HERE[name](button);
      else if (AFTER_ANSWER.has(name)) whenFree(() => tell(name, value));
      else tell(name, value);
    } else if (event.target.closest("#chat-new")) {
      whenFree(() => tell("new"));
    } else if (event.target.closest("#chat-chats")) {
      tell("chats");
      showPanel(event.target.closest("#chat-chats").textContent);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target !== box()) return;
    if (document.querySelector("#chat-note .editing")) tell("cancel");
  });

  // What the server says of the page: which chat is shown, what is being edited, a file.
  window.paperqaPlace = (place) => {
    const address = new URL(location.href);
    address.searchParams.delete("q");
    if (place) address.searchParams.set("chat", place);
    else address.searchParams.delete("chat");
    history.replaceState(history.state, "", address);
    if (!place) box()?.focus();
  };

  window.paperqaEditing = (key) => {
    if (!key) return;
    box()?.focus();
    box()?.select();
  };

  window.paperqaSave = (saved) => {
    if (!saved) return;
    const file = JSON.parse(saved);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: `${file.type};charset=utf-8` }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // What Gradio's sanitiser takes away, and what only the browser knows: the reader's clock.
  const dress = () => {
    for (const button of document.querySelectorAll("#conversation .tools .act")) {
      if (button.name !== "up" && button.name !== "down") continue;
      const pressed = String(button.classList.contains("pressed"));
      if (button.ariaPressed !== pressed) button.ariaPressed = pressed;
    }
    for (const time of document.querySelectorAll("#chats time:not([title])")) {
      const at = new Date(time.dateTime);
      time.title = at.toLocaleString(document.documentElement.lang || undefined);
      time.textContent = at.toLocaleDateString(document.documentElement.lang || undefined, {
        day: "numeric",
        month: "short",
        year: "numeric",
      });
    }
  };

  let due = 0;
  new MutationObserver(() => {
    due ||= setTimeout(() => {
      due = 0;
      dress();
    }, 50);
  }).observe(document.documentElement, { subtree: true, childList: true });
}
