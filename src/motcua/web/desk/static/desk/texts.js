// Puts a placeholder in at the cursor. Without this the button sends the page, which comes back with it at the end.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mc-put]");
    const body = button && button.form.elements.body;
    if (!body) return;
    event.preventDefault();
    body.setRangeText(button.dataset.mcPut, body.selectionStart, body.selectionEnd, "end");
    body.focus();
  });
})();
