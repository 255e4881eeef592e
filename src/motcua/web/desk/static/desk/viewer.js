// Keys of the viewer: a control with data-mc-key is pressed by that key, never while something is being typed.
// Single letters can be switched off in the help of the worklist (WCAG 2.1.4). Without this every control is a link.
(() => {
  "use strict";
  const isOn = () => window.localStorage.getItem("motcua-keys") !== "off";
  const isTyping = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable], dialog, summary");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key.length === 1 && !isOn()) return;
    const pane = event.target.closest(".viewer");
    if (pane && event.key.startsWith("Arrow") && pane.scrollWidth > pane.clientWidth) return;
    const key = event.key === "=" ? "+" : event.key;
    const control = document.querySelector(`[data-mc-viewer] [data-mc-key="${CSS.escape(key)}"]`);
    if (!control) return;
    event.preventDefault();
    control.click();
  });

  function settle() {
    document.querySelectorAll("[data-mc-viewer] [data-mc-without-scripts]").forEach((button) => (button.hidden = true));
    document.querySelectorAll("[data-mc-viewer] [data-mc-with-keys]").forEach((help) => (help.hidden = false));
  }

  document.addEventListener("htmx:after:swap", settle);
  document.addEventListener("DOMContentLoaded", settle);
})();
