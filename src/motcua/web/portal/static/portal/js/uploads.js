// Files of a dossier: sent in pieces (tus), several at once, each with a bar; they go on after a break.
// A box is [data-mc-box="name of its control"], a paper's or a field's of the form. What arrived is laid by
// the page's own form: alone on the page of the papers, with all that was typed where a draft saves itself.
// The page works without this file; the server checks everything again.
(() => {
  "use strict";
  const AT_ONCE = 3;
  const RETRIES = [0, 1000, 3000, 5000, 10000, 20000];
  const BOX = "[data-mc-box]";

  const form = document.querySelector("form[data-mc-uploads]");
  if (!form || !window.tus || !window.tus.isSupported) return;
  const words = form.dataset;
  const live = form.querySelector("[data-mc-said]");
  const queue = [];
  const sending = new Set();
  const open = new Set(); // those that have a line on the page
  const stopped = new Set();
  const refused = new Map(); // what the last choice at a box was refused for, by its name
  const boxOf = (name) => form.querySelector(`[data-mc-box="${CSS.escape(name)}"]`);
  let laying = Promise.resolve();

  form.querySelectorAll("[data-mc-no-script]").forEach((part) => (part.hidden = true));
  form.querySelectorAll(BOX).forEach(settle);

  form.addEventListener("change", (event) => {
    const box = event.target.type === "file" && event.target.closest(BOX);
    if (!box) return;
    const files = [...event.target.files];
    window.setTimeout(() => {
      event.target.value = ""; // what is sent here is not sent again with the form
      take(box, files);
    });
  });

  function take(box, files) {
    const rules = box.dataset;
    refused.delete(rules.mcBox);
    box.querySelectorAll(".field__error[role=alert]").forEach((old) => old.remove());
    for (const file of files) if (isTaken(file, rules)) queue.push(sender(box, file));
    if (files.length && files.every((file) => isTaken(file, rules))) box.querySelector(".file__chosen").replaceChildren();
    next();
  }

  const isTaken = (file, rules) =>
    file.size <= Number(rules.mcMax) && rules.mcTypes.split(",").includes("." + file.name.split(".").pop().toLowerCase());

  function next() {
    while (sending.size < AT_ONCE && queue.length) {
      const one = queue.shift();
      sending.add(one);
      one.start();
    }
    if (!sending.size && !queue.length && form.mcSubmitter !== undefined && !stopped.size) {
      const submitter = form.mcSubmitter;
      delete form.mcSubmitter;
      laying.then(() => form.requestSubmit(submitter || undefined));
    }
  }

  // One file on its way, with its line in the box.
  function sender(box, file) {
    const name = box.dataset.mcBox;
    const line = lineFor(box, file.name);
    const mark = markOf(file, name.replace(/^paper-/, ""));
    const before = [...box.querySelectorAll("[data-mc-arriving]")].find((one) => one.dataset.mcMark === mark);
    let told = 0;
    const self = {
      // The box may have been laid anew meanwhile; a row that was taken away takes its line along.
      settle() {
        const place = boxOf(name);
        if (place && line.isOpen && !place.contains(line.element)) place.append(line.element);
      },
      start() {
        stopped.delete(self);
        line.say(words.mcSending);
        upload.start();
      },
      end() {
        sending.delete(self);
        next();
      },
    };
    const upload = new window.tus.Upload(file, {
      endpoint: words.mcUploads,
      uploadUrl: before ? before.dataset.mcArriving : null,
      metadata: { filename: file.name, mark, ...(name.startsWith("paper-") ? { paper: name.slice(6) } : { field: name }) },
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      retryDelays: RETRIES,
      storeFingerprintForResuming: false,
      onProgress(sent, whole) {
        const share = Math.floor((100 * sent) / whole);
        line.progress.value = share;
        if (share >= told + 25 && share < 100) tell(`${file.name}: ${(told = share)} %`);
      },
      onSuccess() {
        line.progress.removeAttribute("value");
        line.say(words.mcChecking);
        laying = laying.then(() => lay(name, file.name, upload.url.split("/").slice(-2)[0])).then(
          () => close(),
          () => stop(words.mcFailed)
        ).then(self.end);
      },
      onError(error) {
        const answer = error.originalResponse;
        const sentence = answer && (answer.getHeader("Content-Type") || "").startsWith("text/plain") && answer.getBody();
        if (sentence) {
          close();
          refuse(name, sentence);
        } else stop(words.mcFailed);
        self.end();
      },
    });
    open.add(self);
    function close() {
      open.delete(self);
      line.remove();
    }
    function stop(sentence) {
      stopped.add(self);
      line.stop(sentence, () => resume(self));
      tell(`${file.name}: ${sentence}`);
    }
    line.cancel.addEventListener("click", () => {
      const place = queue.indexOf(self);
      if (place >= 0) queue.splice(place, 1);
      stopped.delete(self);
      upload.abort(Boolean(upload.url)).catch(() => {}).then(self.end);
      close();
      tell(`${file.name}: ${words.mcCancelled}`);
      focusOn(boxOf(name));
    });
    return self;
  }

  function resume(one) {
    stopped.delete(one);
    queue.push(one);
    next();
  }
  window.addEventListener("online", () => [...stopped].forEach(resume));

  // By this the page knows a half-sent file again, also after the browser was closed.
  function markOf(file, place) {
    let sum = 0;
    for (const letter of place + "/" + file.name) sum = (sum * 31 + letter.codePointAt(0)) % 4294967291;
    return `${file.size}-${file.lastModified}-${sum}`;
  }

  function lineFor(box, name) {
    const line = document.createElement("div");
    line.className = "sending";
    const label = document.createElement("label");
    const what = document.createElement("span");
    const progress = document.createElement("progress");
    progress.max = 100;
    progress.value = 0;
    label.append(what, " ", progress);
    const cancel = button(`${words.mcCancel}`, name);
    line.append(label, cancel);
    box.append(line);
    const say = (word) => (what.textContent = `${word}: ${name}`);
    say(words.mcWaiting);
    return {
      element: line,
      isOpen: true,
      progress,
      cancel,
      say,
      remove() {
        this.isOpen = false;
        line.remove();
      },
      stop(sentence, again) {
        what.textContent = `${name}: ${sentence}`;
        line.querySelector("[data-mc-again]")?.remove();
        const repeat = button(words.mcAgain, name);
        repeat.dataset.mcAgain = "";
        repeat.addEventListener("click", () => {
          repeat.remove();
          again();
        });
        cancel.before(repeat);
      },
    };
  }

  function button(word, name) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-link";
    made.textContent = word;
    const hidden = document.createElement("span");
    hidden.className = "visually-hidden";
    hidden.textContent = ` ${name}`;
    made.append(hidden);
    return made;
  }

  // Lay what has arrived in its place: the server looks into it and sends the box anew.
  async function lay(name, fileName, code) {
    const hadFocus = Boolean(boxOf(name)?.contains(document.activeElement));
    const isDone = await (form.matches("[data-mc-draft]") ? layWithDraft(name, code) : layAlone(name, code));
    if (!isDone) return;
    const box = boxOf(name);
    if (!box) return;
    settle(box);
    const error = box.querySelector(".field__error:not([role=alert]) span")?.textContent;
    (refused.get(name) || []).forEach((sentence) => complain(box, sentence));
    if (error) remember(name, error);
    tell(error || `${fileName}: ${words.mcArrived} ${notesOf(box)}`);
    if (hadFocus) focusOn(box);
  }

  async function layWithDraft(name, code) {
    const answer = await window.mcDraft.save(form, { _paper: name, _upload: code });
    if (!answer || answer.status >= 500) throw new Error("not laid");
    return answer.ok;
  }

  async function layAlone(name, code) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("_go", "one");
    body.set("_paper", name);
    body.set("_upload", code);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "error" });
    if (answer.status >= 500) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (answer.status !== 200 && answer.status !== 422) {
      const place = document.getElementById("mc-notices");
      if (place) place.replaceChildren(...fresh.children);
      return false;
    }
    boxOf(name).replaceWith(document.adoptNode(fresh.querySelector(BOX)));
    keepLines();
    return true;
  }

  // Boxes that the server sent anew get their lines back.
  const keepLines = () => open.forEach((one) => one.settle());
  document.addEventListener("mc:slots", () => {
    form.querySelectorAll(BOX).forEach(settle);
    keepLines();
  });

  const notesOf = (box) => [...box.querySelectorAll(".file__kept > li:last-child .file__note")].map((note) => note.textContent).join(" ");

  const remember = (name, sentence) => refused.set(name, [...(refused.get(name) || []), sentence]);

  function refuse(name, sentence) {
    remember(name, sentence);
    const box = boxOf(name);
    if (box) complain(box, sentence);
    tell(sentence);
  }

  function complain(box, sentence) {
    const error = document.createElement("p");
    error.className = "field__error";
    error.setAttribute("role", "alert");
    error.textContent = sentence;
    box.querySelector(".file__drop").before(error);
  }

  function focusOn(box) {
    const control = box && box.querySelector("input[type=file]");
    if (control) control.focus();
  }

  const tell = (sentence) => (live.textContent = sentence);

  // What only a script can do: go on with what stopped, take a photograph.
  function settle(box) {
    box.querySelectorAll("[data-mc-arriving]").forEach((one) => (one.hidden = false));
    const photo = box.querySelector("[data-mc-photo]");
    if (photo) photo.hidden = !window.matchMedia("(pointer: coarse)").matches;
  }

  form.addEventListener("click", (event) => {
    const photo = event.target.closest("[data-mc-photo]");
    const drop = event.target.closest("[data-mc-drop]");
    if (photo) photograph(photo.closest(BOX));
    if (drop) {
      const one = drop.closest("[data-mc-arriving]");
      const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
      fetch(one.dataset.mcArriving, { method: "DELETE", headers }).catch(() => {});
      const box = one.closest(BOX);
      one.remove();
      focusOn(box);
    }
  });

  function photograph(box) {
    const camera = document.createElement("input");
    camera.type = "file";
    camera.accept = "image/jpeg";
    camera.setAttribute("capture", "environment");
    camera.hidden = true; // in the page, or some browsers forget it while the camera is open
    camera.addEventListener("cancel", () => camera.remove());
    camera.addEventListener("change", (event) => {
      event.stopPropagation();
      take(box, [...camera.files]);
      camera.remove();
    });
    box.append(camera);
    camera.click();
  }

  // Dropping works by the browser itself, on the control that lies over the box; here it is only shown.
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => {
      const place = event.target.closest && event.target.closest(".file__drop");
      if (place) place.classList.toggle("file__drop--over", kind === "dragenter" || kind === "dragover");
    });
  }

  // A press while files are on their way waits for them.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || !(sending.size || queue.length)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      form.mcSubmitter = event.submitter;
      tell(words.mcPatience);
    },
    true
  );
  window.addEventListener("beforeunload", (event) => {
    if (sending.size || queue.length) event.preventDefault();
  });
})();
