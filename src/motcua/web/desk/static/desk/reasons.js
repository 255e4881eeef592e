// The code of a reason fills in its sentence, and the ground of a refusal; what somebody wrote is left alone.
// Without this they are filled in when the page is sent.
(() => {
  "use strict";

  function fill(name, words) {
    const control = document.querySelector(`[name="${CSS.escape(name)}"]`);
    if (!control || (control.value.trim() && control.value !== control.dataset.mcFilled)) return;
    control.value = words;
    control.dataset.mcFilled = words;
  }

  document.addEventListener("input", (event) => {
    const code = event.target.closest("[data-mc-reason]");
    const list = code && document.getElementById(code.getAttribute("list"));
    if (!list) return;
    const typed = code.value.trim().toUpperCase();
    const reason = [...list.options].find((option) => option.value === typed);
    if (!reason) return;
    fill(code.dataset.mcReason, reason.dataset.mcSentence);
    if (code.dataset.mcGround) fill(code.dataset.mcGround, reason.dataset.mcBasis);
    const tick = code.closest(".ask__one")?.querySelector("input[type=checkbox]");
    if (tick) tick.checked = true;
  });
})();
