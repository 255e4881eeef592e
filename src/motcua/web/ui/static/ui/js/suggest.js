// Suggestions under a search field as an ARIA combobox: arrows walk through them, Enter opens, Escape closes.
// Without this file the field is a plain search field, and the suggestions are links.
(() => {
  "use strict";
  const fields = () => document.querySelectorAll("[data-mc-suggest]");
  const boxOf = (field) => document.getElementById(field.dataset.mcSuggest);
  const optionsOf = (field) => [...boxOf(field).querySelectorAll("[role=option]")];
  const fieldOf = (box) => [...fields()].find((field) => boxOf(field) === box);

  function settle(field) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-expanded", "false");
  }

  function choose(field, chosen) {
    optionsOf(field).forEach((option) => option.setAttribute("aria-selected", String(option === chosen)));
    if (chosen) {
      field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function close(field) {
    boxOf(field).replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-controls");
    field.removeAttribute("aria-activedescendant");
  }

  function laid(box) {
    const field = fieldOf(box);
    if (!field) return;
    const list = box.querySelector("[role=listbox]");
    if (!list || document.activeElement !== field) return close(field);
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", list.id);
    field.removeAttribute("aria-activedescendant");
    const said = document.getElementById(box.id + "-said");
    if (said) said.textContent = list.dataset.mcSaid || "";
  }

  function step(field, by) {
    const options = optionsOf(field);
    if (!options.length) return false;
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = now < 0 ? (by > 0 ? 0 : options.length - 1) : now + by;
    choose(field, options[next] || null);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest ? event.target.closest("[data-mc-suggest]") : null;
    if (!field || event.isComposing) return;
    const chosen = boxOf(field).querySelector("[aria-selected=true] a");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (step(field, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      chosen.click();
    } else if (event.key === "Escape" && optionsOf(field).length) {
      event.preventDefault();
      close(field);
    } else if (event.key === "Tab") {
      close(field);
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => laid(event.target));
  document.addEventListener("click", (event) => {
    fields().forEach((field) => {
      if (event.target !== field && !boxOf(field).contains(event.target)) close(field);
    });
  });
  const ready = () => fields().forEach(settle);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", ready) : ready();
})();
