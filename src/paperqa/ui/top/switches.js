// The language and the colours of the page. Cookies remember both, for the server writes them into
// the page before anything is drawn (first_paint.py).

{
  const YEAR = 365 * 24 * 3600;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  const remember = (name, value) => {
    document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
  };

  // The first step away from the device's colours goes to the others: a click must show something.
  const following = (theme) => {
    const [first, second] = dark.matches ? ["light", "dark"] : ["dark", "light"];
    return { system: first, [first]: second, [second]: "system" }[theme];
  };

  const paint = () => {
    const theme = root.dataset.theme;
    document.body.classList.toggle("dark", theme === "system" ? dark.matches : theme === "dark");
  };

  const name = () => {
    const button = document.getElementById("theme-switch");
    if (button) button.title = button.innerText.trim();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("#language-switch")) {
      remember("paperqa_lang", root.lang.startsWith("he") ? "en" : "he");
      location.reload();
    }
    if (event.target.closest("#theme-switch")) {
      root.dataset.theme = following(root.dataset.theme);
      remember("paperqa_theme", root.dataset.theme);
      paint();
      name();
    }
  });

  document.addEventListener("mouseover", (event) => event.target.closest?.("#theme-switch") && name());

  // After Gradio's own listener, which knows nothing of a choice made since.
  dark.addEventListener("change", () => setTimeout(paint));
}
