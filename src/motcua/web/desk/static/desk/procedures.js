// The preview keeps what is being edited in sight, where it has a scroll of its own.
(() => {
  "use strict";
  const panel = document.getElementById("preview");
  if (!panel) return;
  const show = () => {
    const here = panel.querySelector(".preview__one--here");
    if (!here || panel.scrollHeight <= panel.clientHeight) return;
    const place = here.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    if (place < 0 || place > panel.clientHeight * 0.7) panel.scrollTop += place - panel.clientHeight * 0.3;
  };
  show();
  document.addEventListener("htmx:oobAfterSwap", show);
})();

// The form builder: fields and sections can also be dragged; the buttons do the same without this file.
(() => {
  "use strict";
  const form = document.querySelector("form.builder__outline, form.edit-form");
  if (!form || !form.elements._into) return;
  let dragged = null;

  form.querySelectorAll("[data-mc-path]").forEach((line) => (line.draggable = true));

  function target(event) {
    const line = event.target.closest("[data-mc-path]");
    return line && dragged && line !== dragged && kind(line) === kind(dragged) ? line : null;
  }
  const kind = (line) => line.dataset.mcPath.split(".").length;

  function clear() {
    form.querySelectorAll(".is-over, .is-dragged").forEach((line) => line.classList.remove("is-over", "is-dragged"));
  }

  form.addEventListener("dragstart", (event) => {
    dragged = event.target.closest ? event.target.closest("[data-mc-path]") : null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.mcPath);
    dragged.classList.add("is-dragged");
  });
  form.addEventListener("dragover", (event) => {
    const line = target(event);
    form.querySelectorAll(".is-over").forEach((one) => one.classList.remove("is-over"));
    if (!line) return;
    event.preventDefault();
    line.classList.add("is-over");
  });
  form.addEventListener("drop", (event) => {
    const line = target(event);
    if (!line) return;
    event.preventDefault();
    form.elements._into.value = line.dataset.mcPath;
    const act = document.createElement("button");
    act.type = "submit";
    act.name = "_do";
    act.value = `into:${dragged.dataset.mcPath}`;
    act.hidden = true;
    form.append(act);
    act.click();
  });
  form.addEventListener("dragend", clear);

  // One open question at a time, closed by Escape.
  form.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest("details.edit-remove[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
