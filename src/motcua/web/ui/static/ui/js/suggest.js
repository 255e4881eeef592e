// Suggestions under a search field as an ARIA combobox: arrows walk through them, Enter opens, Escape closes.
// Without JavaScript the field is a plain search field and there are no suggestions.
(() => {
  "use strict";
  const fields = () => document.querySelectorAll("[data-mc-suggest]");
  const boxOf = (field) => document.getElementById(field.dataset.mcSuggest);
  const optionsOf = (field) => [...boxOf(field).querySelectorAll("[role=option]")];

  function settle(field) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-expanded", "false");
    new MutationObserver(() => laid(field)).observe(boxOf(field), { childList: true });
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

  function expanded(field, list) {
    field.setAttribute("aria-expanded", String(Boolean(list)));
    field.removeAttribute("aria-activedescendant");
    if (list) field.setAttribute("aria-controls", list.id);
    else field.removeAttribute("aria-controls");
  }

  function close(field) {
    boxOf(field).replaceChildren();
    expanded(field, null);
  }

  // Whatever was laid under the field: a list opens it, nothing closes it.
  function laid(field) {
    const list = boxOf(field).querySelector("[role=listbox]");
    if (!list) return expanded(field, null);
    if (document.activeElement !== field) return close(field);
    expanded(field, list);
    document.getElementById(boxOf(field).id + "-said").textContent = list.dataset.mcSaid || "";
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
    const chosen = boxOf(field).querySelector("[role=option][aria-selected=true]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (step(field, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      open(chosen);
    } else if (event.key === "Escape" && optionsOf(field).length) {
      event.preventDefault();
      close(field);
    } else if (event.key === "Tab") {
      close(field);
    }
  });

  function open(option) {
    if (option.dataset.mcAddress) window.location.assign(option.dataset.mcAddress);
  }

  document.addEventListener("click", (event) => {
    const option = event.target.closest ? event.target.closest(".search__found [role=option]") : null;
    if (option) return open(option);
    fields().forEach((field) => {
      if (event.target !== field && !boxOf(field).contains(event.target)) close(field);
    });
  });
  const ready = () => fields().forEach(settle);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", ready) : ready();
})();
