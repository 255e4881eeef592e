// Filing: drafts that save themselves, questions that come and go with the answers, files sent one by one.
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
  function save(form) {
    if (saving) {
      again = true;
      return saving;
    }
    saving = send(form).finally(() => {
      saving = null;
      if (again) {
        again = false;
        later(form, PAUSE_AFTER_CHOOSING);
      }
    });
    return saving;
  }

  async function send(form) {
    const body = new FormData(form);
    body.set("_go", "stay");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "error" });
      const text = await answer.text();
      if (answer.ok) lay(text);
      else notice(text);
    } catch {
      // No connection: the next change tries again, and the button saves as always.
    }
  }

  // Each element of the answer takes the place of the one with its id.
  function lay(text) {
    const fragment = new DOMParser().parseFromString(text, "text/html").body;
    const focused = document.activeElement && document.activeElement.id;
    for (const fresh of [...fragment.children]) {
      const old = document.getElementById(fresh.id);
      if (old) old.replaceWith(document.adoptNode(fresh));
    }
    document.querySelectorAll("[data-mc-group]").forEach((group) => {
      group.hidden = ![...group.querySelectorAll(".slot")].some((slot) => slot.querySelector(":scope > :not([name='_asked'])"));
    });
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

  // Files: each is sent by itself as soon as it is chosen, with a bar of its own.
  document.addEventListener("change", async (event) => {
    const box = event.target.type === "file" && event.target.closest("[data-mc-paper]");
    if (!box) return;
    const rules = box.querySelector("[data-mc-file]").dataset;
    const files = [...event.target.files].filter((file) => isTaken(file, rules));
    if (files.length === 0) return;
    const refused = [];
    for (const file of files) refused.push(...(await upload(box, file)));
    refused.slice(0, -1).forEach((sentence) => complain(box, sentence));
    const control = box.querySelector("input[type=file]");
    if (control) control.focus();
  });

  const isTaken = (file, rules) =>
    file.size <= Number(rules.mcMax) && rules.mcTypes.split(",").includes("." + file.name.split(".").pop().toLowerCase());

  function upload(box, file) {
    const form = box.closest("form");
    const name = box.dataset.mcPaper;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("_go", "one");
    body.set("_paper", name);
    body.append(name, file);
    const bar = barFor(file.name, form.dataset.mcSending);
    box.append(bar.line);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("HX-Request", "true");
      request.upload.onprogress = (sent) => {
        if (sent.lengthComputable) bar.progress.value = (100 * sent.loaded) / sent.total;
      };
      request.onload = () => {
        const answer = new DOMParser().parseFromString(request.responseText, "text/html").body;
        if (request.status === 200 || request.status === 422) {
          box.replaceChildren(...answer.children);
          done([...box.querySelectorAll(".field__error span")].map((error) => error.textContent));
        } else {
          bar.line.remove();
          notice(request.responseText);
          done([]);
        }
      };
      request.onerror = () => {
        bar.line.remove();
        complain(box, form.dataset.mcFailed);
        done([]);
      };
      request.send(body);
    });
  }

  function barFor(name, word) {
    const line = document.createElement("p");
    line.className = "sending";
    line.setAttribute("role", "status");
    const label = document.createElement("label");
    label.textContent = `${word}: ${name} `;
    const progress = document.createElement("progress");
    progress.max = 100;
    label.append(progress);
    line.append(label);
    return { line, progress };
  }

  function complain(box, sentence) {
    const error = document.createElement("p");
    error.className = "field__error";
    error.setAttribute("role", "alert");
    error.textContent = sentence;
    box.querySelector(".field").insertBefore(error, box.querySelector(".file__drop"));
  }

  // The button for those who upload without JavaScript is not needed here.
  document.querySelectorAll("[data-mc-no-script]").forEach((part) => (part.hidden = true));
})();
