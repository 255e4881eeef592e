// A kiosk that nobody touches tells that the visit ends, and ends it; whoever types or reads keeps it alive.
// [data-mc-kiosk]: seconds until the end, -told: seconds until it is told. Without this script a page does both,
// and the session is over by itself soon after. Links that lead out of the portal are dead here.
(() => {
  "use strict";
  const bar = document.querySelector("[data-mc-kiosk]"), dialog = document.querySelector("[data-mc-kiosk-dialog]");
  if (!bar) return;
  const rests = Boolean(document.querySelector("script[data-mc-kiosk-rests]"));
  const END_MS = bar.dataset.mcKiosk * 1000, TOLD_MS = bar.dataset.mcKioskTold * 1000, HERE_MS = 30000;
  const token = bar.querySelector("[name=csrfmiddlewaretoken]");
  const left = dialog.querySelector("[data-mc-kiosk-left]");
  let touched = Date.now(), said = Date.now(), over = false;

  function end() {
    if (over) return;
    over = true;
    window.location.replace(bar.dataset.mcKioskOver);
  }

  // The session lives on while somebody writes a long answer; 409 says that it is over already.
  async function sayHere() {
    if (!token) return;
    said = Date.now();
    try {
      const answer = await fetch(bar.dataset.mcKioskHere, { method: "POST", headers: { "X-CSRFToken": token.value } });
      if (answer.status === 409 && bar.dataset.mcKioskSigned) end();
    } catch {
      // no connection now: the session ends by itself if there is none for long
    }
  }

  function stay() {
    touched = Date.now();
    if (dialog.open) dialog.close();
    sayHere();
  }

  function tick() {
    const untouched = Date.now() - touched;
    if (untouched >= END_MS) return end();
    if (untouched >= TOLD_MS) {
      if (!dialog.open) dialog.showModal();
      left.textContent = Math.ceil((END_MS - untouched) / 1000);
    } else if (touched > said && Date.now() - said > HERE_MS) {
      sayHere();
    }
  }

  function touch() {
    if (!dialog.open) touched = Date.now();
  }

  function leadsAway(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    if (link.origin !== window.location.origin) event.preventDefault();
    else link.removeAttribute("target");
  }

  document.addEventListener("click", leadsAway, true);
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
  if (rests) {
    window.localStorage.clear();
    window.sessionStorage.clear();
    return;
  }
  ["pointerdown", "keydown", "input", "wheel", "touchmove"].forEach((kind) =>
    document.addEventListener(kind, touch, { passive: true, capture: true })
  );
  dialog.querySelector("[data-mc-kiosk-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  window.setInterval(tick, 500);
})();
