// Filing: drafts that save themselves, questions that come and go with the answers. Files: uploads.js.
// Every page works without this file; the server checks everything again.
(() => {
  "use strict";
  const PAUSE_AFTER_TYPING = 1500;
  const PAUSE_AFTER_CHOOSING = 300;

  const draftOf = (control) => control.form && control.form.matches("[data-mc-draft]") && control.form;
  let timer = 0;
  let saving = null;
  let again = false;

  function later(form, pause) {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => save(form), pause);
  }
  document.addEventListener("input", (event) => draftOf(event.target) && later(event.target.form, PAUSE_AFTER_TYPING));
  document.addEventListener("change", (event) => draftOf(event.target) && later(event.target.form, PAUSE_AFTER_CHOOSING));

  // One save at a time, so that each is made from the revision that the one before it left.
  // `extra`: what is sent along once; resolves to the answer, undefined without a connection.
  function save(form, extra) {
    if (saving) {
      if (extra) return saving.then(() => save(form, extra));
      again = true;
      return saving;
    }
    saving = send(form, extra).finally(() => {
      saving = null;
      if (again) {
        again = false;
        later(form, PAUSE_AFTER_CHOOSING);
      }
    });
    return saving;
  }
  window.mcDraft = { save };

  async function send(form, extra) {
    const body = new FormData();
    // What is chosen and not taken yet goes its own way; the codes of files taken before bear the same name.
    for (const [name, value] of new FormData(form)) if (!extra || !(value instanceof File)) body.append(name, value);
    body.set("_go", "stay");
    for (const [name, value] of Object.entries(extra || {})) body.set(name, value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "error" });
      const text = await answer.text();
      if (answer.ok) lay(text);
      else notice(text);
      return answer;
    } catch {
      // No connection: the next change tries again, and the button saves as always.
      return undefined;
    }
  }

  // What was typed while the answer was on its way is newer than what the answer holds.
  function keepTyped(old, fresh) {
    old.querySelectorAll("input[type=text][id], input[type=tel][id], input[type=email][id], textarea[id], select[id]").forEach((control) => {
      const twin = fresh.querySelector(`#${CSS.escape(control.id)}`);
      if (twin && twin.tagName === control.tagName && control.value) twin.value = control.value;
    });
  }

  // Each element of the answer takes the place of the one with its id.
  function lay(text) {
    const fragment = new DOMParser().parseFromString(text, "text/html").body;
    const focused = document.activeElement && document.activeElement.id;
    for (const fresh of [...fragment.children]) {
      const old = document.getElementById(fresh.id);
      if (!old) continue;
      keepTyped(old, fresh);
      old.replaceWith(document.adoptNode(fresh));
    }
    document.dispatchEvent(new CustomEvent("mc:slots"));
    const again = focused && document.getElementById(focused);
    if (again && again !== document.activeElement) again.focus();
  }

  function notice(text) {
    const place = document.getElementById("mc-notices");
    if (place) place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.children);
  }

  // A press while a save is on its way waits for it: otherwise the page would speak from an old revision.
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-mc-draft]")) return;
      window.clearTimeout(timer);
      again = false;
      if (!saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { target, submitter } = event;
      saving.then(() => target.requestSubmit(submitter || undefined));
    },
    true
  );
})();
