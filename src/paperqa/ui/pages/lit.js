// Opens the page behind a citation: a plain click on any a.lit, or an address with ?paper=, shows
// the view that /lit gives in one dialog. Other clicks are the browser's own.

const UNREACHED = {
  en: ["Close", "paperqa does not answer. Is it still running?"],
  he: ["סגירה", "אין תשובה מ-paperqa. האם הוא עדיין פועל?"],
};

let opener = null;
let asking = null;

// As the server chooses it: by cookie, else by the browser's language.
function readersLanguage() {
  const chosen = document.cookie.match(/(?:^|; )paperqa_lang=(\w+)/)?.[1];
  return /^(he|iw)/.test(chosen || navigator.language) ? "he" : "en";
}

function litDialog() {
  const there = document.getElementById("lit");
  if (there) return there;
  const dialog = document.createElement("dialog");
  dialog.id = "lit";
  dialog.setAttribute("aria-labelledby", "lit-title");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "lit-close";
  close.textContent = "×";
  close.addEventListener("click", () => dialog.close());
  const body = document.createElement("div");
  body.className = "lit-body";
  dialog.append(close, body);
  dialog.addEventListener("close", closed);
  // A press that began inside (to mark words) and ended beside it does not close it.
  let pressed = null;
  dialog.addEventListener("pointerdown", (event) => (pressed = event.target));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressed === dialog) dialog.close();
    const copy = event.target.closest("[data-copy]");
    if (copy) copyFrom(copy);
  });
  document.body.append(dialog);
  return dialog;
}

function closed() {
  asking?.abort();
  const { opener: link, address } = opener || {};
  opener = null;
  // The chat may have drawn itself anew meanwhile.
  const again = () =>
    [...document.querySelectorAll("a.lit")].find((one) => one.getAttribute("href") === address);
  (link?.isConnected ? link : again())?.focus();
}

async function showLit(query) {
  const dialog = litDialog();
  const body = dialog.querySelector(".lit-body");
  const lang = readersLanguage();
  const [close, unreached] = UNREACHED[lang];
  dialog.lang = lang;
  dialog.dir = lang === "he" ? "rtl" : "ltr";
  dialog.querySelector(".lit-close").setAttribute("aria-label", close);
  asking?.abort();
  const mine = (asking = new AbortController());
  body.replaceChildren();
  body.setAttribute("aria-busy", "true");
  if (!dialog.open) dialog.showModal();
  try {
    const answer = await fetch(`/lit${query}`, { signal: mine.signal });
    const html = await answer.text();
    if (mine !== asking) return;
    // Escaped by the server; also one of its errors is a view.
    if (!html.includes("lit-view")) throw new Error(`/lit answered ${answer.status}`);
    body.innerHTML = html;
  } catch (error) {
    if (mine !== asking || error.name === "AbortError") return;
    console.error(error);
    const line = document.createElement("p");
    line.id = "lit-title";
    line.className = "error";
    line.dir = "auto";
    line.textContent = unreached;
    body.replaceChildren(line);
  }
  body.removeAttribute("aria-busy");
  body.querySelectorAll("img").forEach((img) => img.addEventListener("error", sayWhy));
  scrollToWords(body);
}

// In the middle of what is seen, both ways: on a phone the page is wider than its frame.
function scrollToWords(body) {
  const pages = body.querySelector(".lit-pages");
  const boxes = pages?.querySelector(".lit-sheet:has(.lit-box)")?.querySelectorAll(".lit-box");
  if (!boxes) return;
  const rects = [...boxes].map((box) => box.getBoundingClientRect());
  const frame = pages.getBoundingClientRect();
  const middle = (low, high) =>
    (Math.min(...rects.map((rect) => rect[low])) + Math.max(...rects.map((rect) => rect[high]))) / 2;
  pages.scrollBy({
    left: middle("left", "right") - (frame.left + frame.right) / 2,
    top: middle("top", "bottom") - (frame.top + frame.bottom) / 2,
    behavior: "instant",
  });
}

// The picture's address says in words why there is none.
async function sayWhy(event) {
  const img = event.target;
  const line = document.createElement("p");
  line.className = "error";
  line.dir = "auto";
  const answer = await fetch(img.src).catch(() => null);
  line.textContent = answer && !answer.ok ? await answer.text() : img.alt;
  img.closest(".lit-sheet")?.replaceWith(line);
}

async function copyFrom(button) {
  const view = button.closest(".lit-view");
  const text =
    button.dataset.copy === "link"
      ? new URL(view.dataset.link, location.origin).href
      : view.querySelector(".lit-quote").textContent;
  const said = view.querySelector(".lit-said");
  const done = await copied(text, view);
  said.textContent = done ? said.dataset.copied : said.dataset.notCopied;
  setTimeout(() => (said.textContent = ""), 4000);
}

async function copied(text, view) {
  // Over plain http on a network there is no clipboard but that of old.
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      console.warn(error);
    }
  }
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.value = text;
  const focused = document.activeElement;
  view.append(field); // within the dialog: nothing else can have the focus
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.lit");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented) return;
  event.preventDefault();
  opener = { opener: link, address: link.getAttribute("href") };
  showLit(new URL(opener.address, location.origin).search);
});

function openAddress() {
  if (new URLSearchParams(location.search).has("paper")) showLit(location.search);
}

// Gradio runs the scripts of the head when the document is there already.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", openAddress);
else openAddress();
