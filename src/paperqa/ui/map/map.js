// The map: what a dot is called, its card with threads to the nearest, one topic alone, a closer
// look. All texts are in the page already; cards are copies of what the list below the map holds.

window.paperqaMap = (element, wish, watch) => {
  const LEAST = 0.45, MOST = 3, STEP = 1.3;
  const SVG = "http://www.w3.org/2000/svg";
  let zoom = 0, opened = null;
  const one = (what) => element.querySelector(what);
  const dots = () => [...element.querySelectorAll("g.dot")];
  const dotOf = (paper) => dots().find((dot) => dot.dataset.paper === paper);
  const place = (dot) => dot.getAttribute("transform").match(/-?[\d.]+/g).map(Number);

  // Sizes: at first all of it, unless that would be too small to read; then the box scrolls.
  function size(next, keep) {
    const svg = one("svg"), field = one(".map-field");
    if (!svg || !field.clientWidth) return;
    const [wide, high] = [Number(svg.dataset.width), Number(svg.dataset.height)];
    const whole = Math.min(field.clientWidth / wide, field.clientHeight / high);
    const before = zoom;
    zoom = Math.min(MOST, Math.max(LEAST, next || Math.max(whole, 0.8)));
    if (next === "fit") zoom = whole;
    const middle = [field.scrollLeft + field.clientWidth / 2, field.scrollTop + field.clientHeight / 2];
    svg.style.width = `${Math.floor(wide * zoom)}px`;
    svg.style.height = `${Math.floor(high * zoom)}px`;
    if (!keep || !before) {
      field.scrollLeft = (field.scrollWidth - field.clientWidth) / 2;
      field.scrollTop = (field.scrollHeight - field.clientHeight) / 2;
      return;
    }
    field.scrollLeft = (middle[0] * zoom) / before - field.clientWidth / 2;
    field.scrollTop = (middle[1] * zoom) / before - field.clientHeight / 2;
  }

  function thread(dot) {
    const threads = one(".threads");
    threads.replaceChildren();
    for (const near of dot ? dot.dataset.near.split(" ").map(dotOf) : []) {
      if (!near) continue;
      const line = document.createElementNS(SVG, "line");
      const [x1, y1] = place(dot), [x2, y2] = place(near);
      Object.entries({ x1, y1, x2, y2 }).forEach(([name, value]) => line.setAttribute(name, value));
      threads.append(line);
    }
  }

  function tip(dot) {
    const box = one(".map-tip");
    if (!box) return;
    box.hidden = !dot || dot === opened;
    thread(dot ?? opened);
    if (box.hidden) return;
    box.textContent = dot.dataset.title;
    const stage = one(".map-stage").getBoundingClientRect();
    const at = dot.querySelector(".point").getBoundingClientRect();
    const half = box.offsetWidth / 2;
    const x = at.x + at.width / 2 - stage.x;
    box.style.transform = `translate(${Math.max(half, Math.min(stage.width - half, x)) - half}px, ${at.y - stage.y - box.offsetHeight - 8}px)`;
  }

  function open(dot, focus = true) {
    const card = one(".map-card");
    const source = [...element.querySelectorAll("li.map-paper")].find((li) => li.dataset.paper === dot?.dataset.paper);
    opened?.classList.remove("chosen");
    opened = source ? dot : null;
    card.hidden = !opened;
    card.replaceChildren();
    if (opened) {
      dot.classList.add("chosen");
      const close = document.createElement("button");
      Object.assign(close, { type: "button", className: "close", textContent: "×" });
      close.setAttribute("aria-label", card.dataset.close);
      card.append(...source.cloneNode(true).childNodes, close);
      card.setAttribute("aria-label", dot.dataset.title);
      clear(dot, card);
      if (focus) card.querySelector("[data-ask]").focus({ preventScroll: true });
    }
    tip(null);
  }

  // The card must not stand on its own dot: it takes the other side, else it goes up.
  function clear(dot, card) {
    const covers = () => {
      const [a, b] = [dot.getBoundingClientRect(), card.getBoundingClientRect()];
      return a.right > b.left && a.left < b.right && a.bottom > b.top && a.top < b.bottom;
    };
    card.classList.remove("aside", "up");
    for (const way of ["aside", "up"]) if (covers()) card.classList.add(way);
  }

  function shut() {
    const before = opened;
    open(null);
    before?.focus({ preventScroll: true });
  }

  function show(group) {
    const alone = one(`[data-show="${CSS.escape(group)}"]`)?.getAttribute("aria-pressed") !== "true";
    for (const key of element.querySelectorAll("[data-show]")) {
      key.setAttribute("aria-pressed", alone && key.dataset.show === group);
    }
    for (const dot of dots()) dot.classList.toggle("dim", alone && dot.dataset.group !== group);
  }

  // The nearest dot that lies the way of the arrow.
  function step(from, key) {
    const [x, y] = place(from);
    const ahead = ([dx, dy]) => ({ ArrowRight: [dx, dy], ArrowLeft: [-dx, dy], ArrowDown: [dy, dx], ArrowUp: [-dy, dx] })[key];
    let best = null, least = Infinity;
    for (const dot of dots()) {
      const [px, py] = place(dot);
      const [on, beside] = ahead([px - x, py - y]);
      const cost = on + 2 * Math.abs(beside);
      if (on > 0.5 && cost < least) [best, least] = [dot, cost];
    }
    if (!best) return;
    from.setAttribute("tabindex", -1);
    best.setAttribute("tabindex", 0);
    best.focus();
  }

  function act(target) {
    const button = target.closest("button");
    const dot = target.closest("g.dot");
    if (dot) return open(dot);
    if (!button) return;
    const { ask, only, go, show: group, zoom: way } = button.dataset;
    if (ask) wish({ paper: ask });
    else if (only) wish({ paper: only, only: true });
    else if (go) {
      const next = dotOf(go);
      next.scrollIntoView({ block: "nearest", inline: "center" });
      open(next);
    } else if (group) show(group);
    else if (way) size(way === "fit" ? "fit" : way === "in" ? zoom * STEP : zoom / STEP, true);
    else if (button.matches(".close")) shut();
  }

  element.addEventListener("click", (event) => act(event.target));
  element.addEventListener("keydown", (event) => {
    const dot = event.target.closest("g.dot");
    if (event.key === "Escape" && opened) return shut();
    if (!dot) return;
    if (event.key === "Enter" || event.key === " ") open(dot);
    else if (event.key.startsWith("Arrow")) step(dot, event.key);
    else return;
    event.preventDefault();
  });
  for (const [event, sight] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    element.addEventListener(event, ({ target }) => {
      const dot = target.closest("g.dot");
      if (dot) tip(sight ? dot : null);
    });
  }
  pan();

  const drawn = () => {
    opened = null;
    if (one(".map-card")) one(".map-card").hidden = true;
    zoom = 0;
    requestAnimationFrame(() => size());
  };
  new ResizeObserver(() => { if (!zoom) size(); }).observe(element);
  watch("value", drawn);
  drawn();

  // A mouse pulls the map about; fingers do so by themselves.
  function pan() {
    let from = null;
    element.addEventListener("pointerdown", (event) => {
      const field = event.target.closest(".map-field");
      if (!field || event.pointerType !== "mouse" || event.button || event.target.closest("g.dot")) return;
      from = { field, x: event.clientX + field.scrollLeft, y: event.clientY + field.scrollTop };
      event.preventDefault();
    });
    element.addEventListener("pointermove", (event) => {
      if (from) from.field.scrollTo(from.x - event.clientX, from.y - event.clientY);
    });
    for (const end of ["pointerup", "pointerleave"]) element.addEventListener(end, () => (from = null));
  }
};
