// The counter by keyboard: Enter goes on to the next control, Ctrl+Enter does the main act, Alt+A ticks the papers
// that must come. Without this file Enter shows the page again with what the portal knows, and Tab goes on.
(() => {
  "use strict";
  const form = document.querySelector("[data-mc-counter]");
  if (!form) return;
  const isSeen = (one) => one.offsetParent !== null && !one.disabled && !one.readOnly && one.tabIndex >= 0;
  const controls = () => [...form.querySelectorAll("input:not([type=hidden]), select, textarea, summary, button")].filter(isSeen);

  function onward(from) {
    const all = controls();
    const next = all[all.indexOf(from) + 1];
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  }

  function tickAll() {
    const held = (box) => form.querySelector(`[name="_held-${box.value}"]:checked`);
    form.querySelectorAll("[data-mc-required]").forEach((box) => (box.checked = box.checked || !held(box)));
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-mc-main]"));
    } else if (event.altKey && event.code === "KeyA") {
      event.preventDefault();
      tickAll();
    } else if (event.key === "Enter" && event.target.matches("[data-mc-counter] :is(input, select)")) {
      event.preventDefault();
      onward(event.target);
    }
  });

  const all = form.querySelector("[data-mc-tick-all]");
  all.hidden = false;
  all.addEventListener("click", tickAll);
  const first = document.getElementById("f--filer-identity-number");
  if (first && !document.querySelector("[data-mc-focus]")) first.focus();
})();
