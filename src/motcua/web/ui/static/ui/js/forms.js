// Forms: no double submission, drafts that save themselves, files checked and shown before they are sent.
// Every form works without this file; the server checks everything again.
(() => {
  "use strict";

  // One press, one submission. The button stays in the data that is sent, so it is only marked, not disabled.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.mcSent) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.dataset.mcSent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    if (form.matches("[data-mc-upload]") && hasFiles(form)) {
      event.preventDefault();
      send(form, event.submitter);
    }
    window.setTimeout(() => release(form), 20000);
  });

  function release(form) {
    delete form.dataset.mcSent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-mc-sent]").forEach(release));

  // Drafts: form[data-mc-autosave="address"], with an element [data-mc-saved] that shows the answer's text.
  const timers = new WeakMap();
  function later(event) {
    const form = event.target.form;
    if (!form || !form.dataset.mcAutosave || event.target.type === "file") return;
    window.clearTimeout(timers.get(form));
    timers.set(form, window.setTimeout(() => save(form), 1500));
  }
  document.addEventListener("input", later);
  document.addEventListener("change", later);

  async function save(form) {
    const said = form.querySelector("[data-mc-saved]") || document.querySelector("[data-mc-saved]");
    if (form.dataset.mcSent) return;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const headers = { "X-Motcua-Autosave": "1" };
      const answer = await fetch(form.dataset.mcAutosave, { method: "POST", body, headers, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      tell(said, await answer.text(), false);
    } catch {
      tell(said, form.dataset.mcFailed || "", true);
    }
  }

  function tell(said, text, failed) {
    if (!said) return;
    said.textContent = text;
    said.classList.toggle("saved--failed", failed);
  }

  // Files: what was chosen, whether it may be, a small picture of it.
  document.addEventListener("change", (event) => {
    const box = event.target.type === "file" && event.target.closest("[data-mc-file]");
    if (!box) return;
    const list = box.querySelector(".file__chosen");
    list.replaceChildren(...[...event.target.files].map((file) => line(file, box.dataset)));
  });

  function line(file, rules) {
    const item = document.createElement("li");
    const types = rules.mcTypes.split(",");
    const extension = "." + file.name.split(".").pop().toLowerCase();
    const words = document.createElement("span");
    words.textContent = `${file.name} (${size(file.size)})`;
    item.append(words);
    const fault = file.size > Number(rules.mcMax) ? rules.mcTooBig : types.includes(extension) ? "" : rules.mcWrongType;
    if (fault) {
      const bad = document.createElement("span");
      bad.className = "file__bad";
      bad.textContent = fault;
      item.append(bad);
    } else if (/^image\/(jpeg|png)$/.test(file.type) && file.size < 8e6) {
      const reader = new FileReader();
      reader.onload = () => {
        const picture = new Image();
        picture.src = reader.result;
        picture.alt = "";
        item.prepend(picture);
      };
      reader.readAsDataURL(file);
    }
    return item;
  }

  function size(bytes) {
    const units = ["B", "KB", "MB", "GB"];
    let place = 0;
    while (bytes >= 1024 && place < 3) {
      bytes /= 1024;
      place += 1;
    }
    return `${bytes.toFixed(bytes < 10 && place ? 1 : 0).replace(".", ",")}\u00a0${units[place]}`;
  }

  const hasFiles = (form) =>
    [...form.elements].some((control) => control.type === "file" && control.files.length && !control.disabled);

  // Sending with a bar; the answer is shown as if the browser had sent the form itself.
  function send(form, submitter) {
    const body = new FormData(form);
    if (submitter && submitter.name) body.append(submitter.name, submitter.value);
    const bar = document.createElement("progress");
    bar.className = "upload-bar";
    bar.setAttribute("aria-label", form.dataset.mcUpload || "");
    bar.max = 100;
    form.append(bar);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.onprogress = (sent) => {
      if (sent.lengthComputable) bar.value = (100 * sent.loaded) / sent.total;
    };
    request.onload = () => lay(request, form);
    request.onerror = () => {
      bar.remove();
      release(form);
      form.removeAttribute("data-mc-upload");
      form.requestSubmit(submitter || undefined);
    };
    request.send(body);
  }

  function lay(request, form) {
    const arrived = request.responseURL.split("#")[0];
    const asked = new URL(form.action, document.baseURI).href.split("#")[0];
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    if (request.status < 400 && arrived !== asked) {
      // Laid here and not asked for again: what the page has to say about the act is said once.
      window.history.pushState(null, "", request.responseURL);
      window.addEventListener("popstate", () => window.location.reload());
      const known = new Set([...document.head.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href));
      page.head.querySelectorAll("link[rel=stylesheet]").forEach((link) => {
        if (!known.has(new URL(link.getAttribute("href"), document.baseURI).href)) document.head.append(document.adoptNode(link));
      });
    }
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    document.dispatchEvent(new CustomEvent("mc:laid"));
    window.scrollTo(0, 0);
  }
})();
