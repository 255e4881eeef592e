// Colleagues whose name is begun behind an @ in a note: arrows walk through them, Enter or Tab puts one in,
// Escape closes. Without this the whole name is typed, or somebody is chosen beside the note.
(() => {
  "use strict";
  const box = document.querySelector("[data-mc-named]");
  const field = box && document.querySelector(`textarea[name="${box.dataset.mcNamed}"]`);
  if (!field) return;
  const said = document.querySelector("[data-mc-named-said]");
  const options = () => [...box.querySelectorAll("[role=option]")];
  const chosen = () => box.querySelector("[aria-selected=true]");
  const BEGUN = /(?:^|[\s(,;“"])@([^\s@][^@\n]{0,60})?$/;
  let asked = 0;
  let waiting = 0;

  field.closest(".field").append(box);
  field.setAttribute("aria-autocomplete", "list");

  function close() {
    asked += 1;
    clearTimeout(waiting);
    box.replaceChildren();
    said.textContent = "";
    ["aria-controls", "aria-activedescendant"].forEach((name) => field.removeAttribute(name));
  }

  function choose(option) {
    options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  const begun = () => BEGUN.exec(field.value.slice(0, field.selectionStart));

  function put(option) {
    const found = begun();
    if (found) {
      const from = field.selectionStart - (found[1] || "").length;
      field.setRangeText(`${option.dataset.mcHandle} `, from, field.selectionStart, "end");
    }
    close();
    field.focus();
  }

  async function ask(words) {
    const mine = (asked += 1);
    const body = new URLSearchParams({ begun: words, csrfmiddlewaretoken: field.form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(box.dataset.mcAddress, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    box.innerHTML = await answer.text();
    const list = box.querySelector("[role=listbox]");
    if (!list) return close();
    field.setAttribute("aria-controls", list.id);
    said.textContent = list.dataset.mcSaid;
    choose(options()[0]);
  }

  field.addEventListener("input", () => {
    const found = begun();
    if (!found) return close();
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(found[1] || ""), 150);
  });

  field.addEventListener("keydown", (event) => {
    const there = options();
    if (!there.length || event.isComposing) return;
    const place = there.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(there[(place + (event.key === "ArrowDown" ? 1 : there.length - 1)) % there.length]);
    } else if (event.key === "Enter" || event.key === "Tab") {
      put(chosen());
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });

  box.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) put(option);
  });
  field.addEventListener("blur", close);
})();
