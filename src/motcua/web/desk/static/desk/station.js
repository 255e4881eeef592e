// The checking station by keyboard: Enter goes on, the box of the field that has the focus is lit and brought into
// view, F8 says "unreadable", F9 and Page keys move the picture, Ctrl+Enter does the main act.
// Without this file the pages lie below one another with all boxes drawn, and the form is sent with its buttons.
(() => {
  "use strict";
  const WIDTHS = [0, 1240, 1600, 2000]; // of a page on the screen; 0 fits the pane
  const KEPT = "motcua-station-zoom";
  const station = document.querySelector("[data-mc-station]");
  const main = () => document.querySelector("[data-mc-main]");

  document.querySelectorAll("[data-mc-with-scripts]").forEach((one) => (one.hidden = false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || !main()) return;
    event.preventDefault();
    main().click();
  });
  if (!station) return;

  const pane = station.querySelector("[data-mc-pane]");
  const form = station.querySelector("form");
  station.classList.add("has-scripts");
  station.querySelectorAll("[data-mc-without-scripts]").forEach((one) => (one.hidden = true));

  // The picture
  const fits = "mcFit" in station.dataset || pane.clientWidth < 600; // begins whole; what is chosen is not kept
  let zoom = fits ? 0 : Math.min(Math.max(Number(window.localStorage.getItem(KEPT) ?? 1) || 0, 0), WIDTHS.length - 1);
  let lit = null;
  const sheets = [...station.querySelectorAll("[data-mc-sheet]")];

  function width() {
    return Math.max(WIDTHS[zoom], pane.clientWidth);
  }

  function lay() {
    pane.style.setProperty("--sheet-width", `${width()}px`);
    if (width() * window.devicePixelRatio > 1300) sharpen();
  }

  // Finer pictures only of what is looked at: the page that is lit, or shown.
  function sharpen() {
    const sheet = lit ? lit.closest("[data-mc-sheet]") : sheets[shownPage() - 1];
    const picture = sheet && sheet.querySelector("img");
    if (!picture || !picture.dataset.mcFiner) return;
    const finer = new Image();
    finer.onload = () => (picture.src = finer.src);
    finer.src = picture.dataset.mcFiner;
    delete picture.dataset.mcFiner;
  }

  function shownPage() {
    const middle = pane.scrollTop + pane.clientHeight / 3;
    const passed = sheets.filter((sheet) => sheet.offsetTop <= middle);
    return passed.length || 1;
  }

  function tellPage() {
    const said = station.querySelector("[data-mc-page-now]");
    if (said) said.textContent = String(shownPage());
  }

  function bring() {
    if (!lit) return;
    const sheet = lit.closest("[data-mc-sheet]");
    const part = (name) => Number(lit.getAttribute(name)) / 10000;
    const box = {
      left: sheet.offsetLeft + part("x") * sheet.offsetWidth,
      top: sheet.offsetTop + part("y") * sheet.offsetHeight,
      width: part("width") * sheet.offsetWidth,
      height: part("height") * sheet.offsetHeight,
    };
    const wide = box.width > pane.clientWidth - 24;
    pane.scrollTo(
      wide ? box.left - 12 : box.left + box.width / 2 - pane.clientWidth / 2,
      box.height > pane.clientHeight * 0.8 ? box.top - 12 : box.top + box.height / 2 - pane.clientHeight * 0.4,
    );
    tellPage();
  }

  function light(name) {
    const found = station.querySelector(`.sheet__box[data-for="${CSS.escape(name)}"]`);
    if (lit) lit.classList.remove("is-lit");
    lit = found;
    if (!found) return;
    found.classList.add("is-lit");
    lay();
    bring();
  }

  function turn(by) {
    const sheet = sheets[Math.min(Math.max(shownPage() - 1 + by, 0), sheets.length - 1)];
    if (sheet) pane.scrollTo(pane.scrollLeft, sheet.offsetTop);
    tellPage();
  }

  function magnify(by) {
    const before = width();
    const at = [pane.scrollLeft + pane.clientWidth / 2, pane.scrollTop + pane.clientHeight / 2];
    do zoom += by;
    while (zoom > 0 && zoom < WIDTHS.length && width() === before);
    zoom = Math.min(Math.max(zoom, 0), WIDTHS.length - 1);
    if (!fits) window.localStorage.setItem(KEPT, String(zoom));
    lay();
    if (lit) return bring();
    const times = width() / before;
    pane.scrollTo(at[0] * times - pane.clientWidth / 2, at[1] * times - pane.clientHeight / 2);
  }

  station.querySelectorAll("[data-mc-page]").forEach((button) => button.addEventListener("click", () => turn(Number(button.dataset.mcPage))));
  station.querySelectorAll("[data-mc-zoom]").forEach((button) => button.addEventListener("click", () => magnify(Number(button.dataset.mcZoom))));
  pane.addEventListener("scroll", tellPage, { passive: true });
  window.addEventListener("resize", () => { lay(); bring(); });
  sheets.forEach((sheet) => sheet.querySelector("img").addEventListener("load", bring));
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-mc-field]");
    if (field) light(field.dataset.mcField);
  });
  lay();

  if (!form) return;

  // The fields
  station.querySelectorAll("[data-mc-unreadable]").forEach((box) => (box.tabIndex = -1));
  const isSeen = (one) => one.offsetParent !== null && !one.disabled;
  function stops() {
    const found = [...form.querySelectorAll(".typed__box:not([data-mc-other]), [data-mc-choices], .station__agreed > summary")].filter(isSeen);
    return [...found, main()];
  }

  function place(from) {
    return stops().findIndex((stop) => stop === from || stop.contains(from));
  }

  function go(from, by) {
    const next = stops()[place(from) + by];
    if (!next) return;
    const target = next.matches("[data-mc-choices]") ? next.querySelector(":checked") || next.querySelector("input") : next;
    target.focus();
    next.scrollIntoView({ block: "nearest" });
    if (target.select && target.type !== "radio") target.select();
  }

  function unreadable(from) {
    const line = from.closest(".typed");
    const box = line && line.querySelector("[data-mc-unreadable]");
    if (!box) return;
    box.checked = !box.checked;
    if (box.checked) go(line.querySelector(".typed__box"), 1);
  }

  function takeChoice(from, key) {
    const choices = from.closest("[data-mc-choices]");
    const radio = choices && choices.querySelector(`[data-mc-take="${key}"]`);
    if (!radio || from.matches("[data-mc-other]")) return false;
    radio.checked = true;
    if (key === "4") choices.querySelector("[data-mc-other]").focus();
    else go(radio, 1);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.metaKey || event.ctrlKey) return;
    const from = event.target;
    const isField = from.matches(".typed__box, [data-mc-choices] input");
    if (event.key === "Enter" && isField) {
      event.preventDefault();
      go(from, event.shiftKey ? -1 : 1);
    } else if (event.key === "F8") {
      event.preventDefault();
      unreadable(from);
    } else if (event.key === "F9") {
      event.preventDefault();
      magnify(event.shiftKey ? -1 : 1);
    } else if ((event.key === "PageDown" || event.key === "PageUp") && from !== pane) {
      event.preventDefault();
      turn(event.key === "PageDown" ? 1 : -1);
    } else if (/^[0-4]$/.test(event.key) && takeChoice(from, event.key)) {
      event.preventDefault();
    }
  });

  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-mc-other]")) return;
    event.target.closest("[data-mc-choices]").querySelector('[data-mc-take="4"]').checked = true;
  });

  const wrong = form.querySelector(".typed--wrong");
  const first = (wrong || form).querySelector(".typed__box, [data-mc-choices] input");
  if (first && !form.querySelector(".station__acts :focus")) {
    window.addEventListener("load", () => { first.focus(); if (first.select) first.select(); });
    first.focus();
  }

  // What comes next is drawn while this one is entered; nothing of it is shown or kept here.
  if (station.dataset.mcWarm) window.setTimeout(() => fetch(station.dataset.mcWarm).catch(() => {}), 800);
})();
