// Light or dark: the system's choice unless the reader made one. Loaded before the page is drawn.
(() => {
  const root = document.documentElement;
  const kept = () => {
    try { return localStorage.getItem("tregua-theme"); } catch { return null; }
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => { root.dataset.theme = kept() || (system.matches ? "dark" : "light"); };
  apply();
  system.addEventListener("change", apply);
  addEventListener("beforeprint", () => { root.dataset.theme = "light"; });
  addEventListener("afterprint", apply);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("tregua-theme", next); } catch { /* private windows keep nothing */ }
      apply();
      root.dataset.theme = next;
      document.dispatchEvent(new CustomEvent("tregua:theme"));
    });
  });
})();
