// Small manners of every page, all by delegation so that fragments fetched later have them too:
// text size, printing, menus that close, focus on what went wrong. Nothing here is needed to use the page.
(() => {
  "use strict";
  const SIZES = ["normal", "large", "larger"];

  const ready = (work) =>
    document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", work) : work();

  function settle(root) {
    root.querySelectorAll("[data-mc-text-size], [data-mc-print]").forEach((button) => (button.hidden = false));
    const focus = root.querySelector("[data-mc-focus]");
    if (focus) focus.focus();
  }

  function nextTextSize() {
    const page = document.documentElement;
    const now = SIZES.findIndex((size) => page.classList.contains("text-" + size));
    const next = SIZES[(Math.max(now, 0) + 1) % SIZES.length];
    SIZES.forEach((size) => page.classList.toggle("text-" + size, size === next));
    document.cookie = `motcua_text_size=${next};path=/;max-age=31536000;samesite=lax`;
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest ? event.target : document.body;
    if (target.closest("[data-mc-text-size]")) nextTextSize();
    if (target.closest("[data-mc-print]")) window.print();
    document.querySelectorAll("details[data-mc-menu][open]").forEach((menu) => {
      if (!menu.contains(target)) menu.open = false;
    });
    // A link of the error summary also puts the cursor into its field.
    const toField = target.closest(".error-summary a[href^='#']");
    if (toField) {
      const field = document.getElementById(toField.hash.slice(1));
      if (field) {
        event.preventDefault();
        field.scrollIntoView({ block: "center" });
        (field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea") || field).focus();
      }
    }
  });

  // The search of the desk: F2 goes there from anywhere; what a barcode reader types where nobody types is
  // searched for at its Enter. A reader leaves some milliseconds between two keys, a hand does not keep up.
  const FAST_MS = 60, LEAST = 8;
  let read = "", lastAt = 0;
  const isTyping = (target) => target.closest && target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], dialog");

  function listen(event, find) {
    const gap = event.timeStamp - lastAt;
    lastAt = event.timeStamp;
    if (gap > FAST_MS) read = "";
    if (event.key === "Enter" && read.length >= LEAST) {
      event.preventDefault();
      find.value = read;
      find.form.requestSubmit();
    }
    if (event.key.length === 1) read += event.key;
  }

  document.addEventListener("keydown", (event) => {
    const find = document.querySelector("[data-mc-find]");
    if (!find || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "F2") {
      event.preventDefault();
      find.focus();
      find.select();
    } else if (!isTyping(event.target)) {
      listen(event, find);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-mc-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  window.addEventListener("beforeprint", () =>
    document.querySelectorAll("main details").forEach((details) => (details.open = true))
  );
  document.addEventListener("mc:laid", (event) => settle(event.target.querySelector ? event.target : document));
  ready(() => settle(document));
})();
