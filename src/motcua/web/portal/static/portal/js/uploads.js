// Files of a dossier: sent in pieces (tus), several at once, each with a bar; they go on after a break.
// The page works without this file; the server checks everything again.
(() => {
  "use strict";
  const AT_ONCE = 3;
  const RETRIES = [0, 1000, 3000, 5000, 10000, 20000];
  const PAPER_MARK = "[data-mc-paper]";

  const form = document.querySelector("form[data-mc-papers]");
  if (!form || !window.tus || !window.tus.isSupported) return;
  const words = form.dataset;
  const live = form.querySelector("[data-mc-said]");
  const queue = [];
  const sending = new Set();
  const stopped = new Set();
  let laying = Promise.resolve();

  form.querySelectorAll("[data-mc-no-script]").forEach((part) => (part.hidden = true));
  form.querySelectorAll(PAPER_MARK).forEach(settle);

  form.addEventListener("change", (event) => {
    const box = event.target.type === "file" && event.target.closest(PAPER_MARK);
    if (!box || event.target.closest("[data-mc-group]")) return;
    const files = [...event.target.files];
    window.setTimeout(() => {
      event.target.value = ""; // what is sent here is not sent again with the form
      take(box, files);
    });
  });

  function take(box, files) {
    const rules = box.querySelector("[data-mc-file]").dataset;
    box.refused = [];
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
    const line = lineFor(box, file.name);
    const mark = markOf(file, box.dataset.mcPaper);
    const before = [...box.querySelectorAll("[data-mc-arriving]")].find((one) => one.dataset.mcMark === mark);
    let told = 0;
    const self = {
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
      metadata: { filename: file.name, paper: box.dataset.mcPaper.replace(/^paper-/, ""), mark },
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
        laying = laying.then(() => lay(box, file.name, upload.url.split("/").slice(-2)[0])).then(
          () => line.remove(),
          () => stop(words.mcFailed)
        ).then(self.end);
      },
      onError(error) {
        const answer = error.originalResponse;
        const sentence = answer && (answer.getHeader("Content-Type") || "").startsWith("text/plain") && answer.getBody();
        if (sentence) {
          line.remove();
          refuse(box, sentence);
        } else stop(words.mcFailed);
        self.end();
      },
    });
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
      line.remove();
      tell(`${file.name}: ${words.mcCancelled}`);
      focusOn(box);
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
  function markOf(file, paper) {
    let sum = 0;
    for (const letter of paper + "/" + file.name) sum = (sum * 31 + letter.codePointAt(0)) % 4294967291;
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
      progress,
      cancel,
      say,
      remove: () => line.remove(),
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

  // Lay what has arrived beside its paper: the server looks into it and sends the box anew.
  async function lay(box, name, code) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("_go", "one");
    body.set("_paper", box.dataset.mcPaper);
    body.set("_upload", code);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "error" });
    if (answer.status >= 500) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (answer.status !== 200 && answer.status !== 422) {
      const place = document.getElementById("mc-notices");
      if (place) place.replaceChildren(...fresh.children);
      return;
    }
    const hadFocus = box.contains(document.activeElement);
    box.querySelector("[data-mc-file]").replaceWith(document.adoptNode(fresh.querySelector("[data-mc-file]")));
    settle(box);
    const error = box.querySelector(".field__error span");
    (box.refused || []).forEach((sentence) => complain(box, sentence));
    if (answer.status === 422 && error) (box.refused ||= []).push(error.textContent);
    tell(answer.status === 422 && error ? error.textContent : `${name}: ${words.mcArrived} ${notesOf(box)}`);
    if (hadFocus) focusOn(box);
  }

  const notesOf = (box) => [...box.querySelectorAll(".file__kept > li:last-child .file__note")].map((note) => note.textContent).join(" ");

  function refuse(box, sentence) {
    (box.refused ||= []).push(sentence);
    complain(box, sentence);
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
    const control = box.querySelector("input[type=file]");
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
    if (photo) photograph(photo.closest(PAPER_MARK));
    if (drop) {
      const one = drop.closest("[data-mc-arriving]");
      const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
      fetch(one.dataset.mcArriving, { method: "DELETE", headers }).catch(() => {});
      const box = one.closest(PAPER_MARK);
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
