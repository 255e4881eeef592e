// Puts a kept text in at the cursor. Without this the button sends the page, which comes back with the text.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mc-insert]");
    const select = button && button.closest(".phrase-insert").querySelector("select");
    const control = button && button.form.elements[button.dataset.mcInsert];
    if (!control || !select.selectedOptions.length) return;
    event.preventDefault();
    const text = select.selectedOptions[0].dataset.mcText;
    const before = control.value.slice(0, control.selectionStart);
    control.setRangeText(before && !/\s$/.test(before) ? `\n${text}` : text, control.selectionStart, control.selectionEnd, "end");
    control.focus();
  });
})();
