// Keys of the desk: in a list j and k move, enter opens, x picks, / searches; [data-mc-key="a"] is clicked by its key;
// ? shows them. table[data-mc-worklist], rows [data-mc-row].
// Single letters can be switched off in the help (WCAG 2.1.4) and never work while something is being typed.
(() => {
  "use strict";
  const SWITCH = "motcua-keys";
  const isOn = () => window.localStorage.getItem(SWITCH) !== "off";
  const isTyping = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable], dialog");
  const rows = () => [...document.querySelectorAll("[data-mc-worklist] [data-mc-row]")];

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.classList.contains("is-here"));
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("is-here", row === next));
    next.scrollIntoView({ block: "nearest" });
    const link = next.querySelector("a");
    if (link) link.focus({ preventScroll: true });
  }

  function pick() {
    const box = document.querySelector("[data-mc-row].is-here input[type=checkbox]");
    if (box) box.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") {
      const help = document.querySelector("dialog[data-mc-keys]");
      if (help) help.showModal();
      return;
    }
    if (!isOn()) return;
    const bound = [...document.querySelectorAll("[data-mc-key]")].find((one) => one.dataset.mcKey === event.key && !one.disabled);
    if (bound) {
      event.preventDefault();
      bound.click();
      return;
    }
    if (event.key === "/") {
      const box = document.querySelector("[data-mc-search]") || document.querySelector("#desk-q");
      if (box) {
        event.preventDefault();
        box.focus();
      }
    }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "x") pick();
    if (event.key === "Enter" && event.target === document.body) {
      const link = document.querySelector("[data-mc-row].is-here a");
      if (link) link.click();
    }
  });

  function count() {
    const bar = document.querySelector("[data-mc-bulk]");
    if (!bar) return;
    const picked = document.querySelectorAll("[data-mc-row] input[type=checkbox]:checked").length;
    bar.hidden = picked === 0;
    const number = bar.querySelector("[data-mc-count]");
    if (number) number.textContent = String(picked);
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-mc-keys-switch]")) {
      window.localStorage.setItem(SWITCH, event.target.checked ? "on" : "off");
    }
    if (event.target.matches("[data-mc-pick-all]")) {
      document.querySelectorAll("[data-mc-row] input[type=checkbox]").forEach((box) => (box.checked = event.target.checked));
    }
    count();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const toggle = document.querySelector("[data-mc-keys-switch]");
    if (toggle) toggle.checked = isOn();
    document.querySelectorAll("[data-mc-keys-open]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => document.querySelector("dialog[data-mc-keys]").showModal());
    });
    count();
  });
})();
