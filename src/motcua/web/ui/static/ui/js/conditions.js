// Forms whose questions depend on answers: form[data-mc-conditions="id"], where the script element of that id
// holds the form as data (forms.rules.visible.for_browser). A question that does not apply is hidden and what
// stands in it is not sent; calculated values are shown as they change. Places: #slot-<field>, inside tables
// [data-mc-cell="<table>-<row>-<column>"]; what the server did not ask lies in template[data-mc-hidden].
// Without this file the server does the same each time the page is saved.
(() => {
  "use strict";

  // Texts as people type them, read as values.py reads them; undefined where it would refuse.
  const PLAIN = /^-?[0-9]{1,16}$/;
  const GROUPED = /^(-?[0-9]{1,3}(\.[0-9]{3}){1,5}|-?[0-9]{1,3}( [0-9]{3}){1,5})$/;
  const COMMA = /^(-?[0-9]{1,15}|-?[0-9]{1,3}(?:\.[0-9]{3}){1,4}),([0-9]{1,6})$/;
  const POINT = /^-?[0-9]{1,15}\.[0-9]{1,6}$/;

  const clean = (text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  const within = (field, number) =>
    Math.abs(number) <= 2 ** 53 &&
    (typeof field.min !== "number" || number >= field.min) &&
    (typeof field.max !== "number" || number <= field.max);

  function whole(field, typed) {
    const text = typed.replaceAll("\u00a0", " ");
    if (!PLAIN.test(text) && !GROUPED.test(text)) return undefined;
    const exact = BigInt(text.replace(/[. ]/g, ""));
    const number = Number(exact);
    return BigInt(number) === exact && within(field, number) ? number : undefined;
  }

  function decimal(field, typed) {
    const comma = COMMA.exec(typed);
    let text = typed;
    if (comma) text = comma[1].replaceAll(".", "") + "." + comma[2];
    else if (!PLAIN.test(typed) && (!POINT.test(typed) || GROUPED.test(typed))) return undefined;
    const [before, after = ""] = text.replace("-", "").split(".");
    const rest = after.replace(/0+$/, "");
    const digits = (before + rest).replace(/^0+/, "").replace(/0+$/, "");
    if (rest.length > (field.decimals ?? 6) || digits.length > 15) return undefined;
    const number = Number(text) + 0;
    return within(field, number) ? number : undefined;
  }

  function money(field, typed) {
    const number = whole(field, typed.replace(/[₫đ]$/, "").trim());
    return number >= 0 ? number : undefined;
  }

  function date(field, typed) {
    const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(typed);
    const ours = /^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$/.exec(typed);
    if (!iso && !ours) return undefined;
    const [year, month, day] = iso ? iso.slice(1) : [ours[3], ours[2], ours[1]];
    const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const made = new Date(text + "T00:00:00Z");
    const isDay = !Number.isNaN(made.getTime()) && made.toISOString().slice(0, 10) === text;
    return isDay && year >= "1900" && inside(field, text) ? text : undefined;
  }

  function month(field, typed) {
    const iso = /^([0-9]{4})-([0-9]{2})$/.exec(typed);
    const ours = /^([0-9]{1,2})[/.-]([0-9]{4})$/.exec(typed);
    if (!iso && !ours) return undefined;
    const [year, number] = iso ? iso.slice(1) : [ours[2], ours[1]];
    const isMonth = Number(number) >= 1 && Number(number) <= 12 && year >= "1900";
    const text = `${year}-${number.padStart(2, "0")}`;
    return isMonth && inside(field, text) ? text : undefined;
  }

  // Bounds of days are ISO texts, as long as the value.
  const inside = (field, text) => !(field.min && text < field.min.slice(0, text.length)) && !(field.max && text > field.max.slice(0, text.length));

  const line = (field, typed) => (/[\n\t]/.test(typed) ? undefined : typed.split(/\s+/).join(" "));
  const READERS = { whole_number: whole, decimal, money, date, month, long_text: (field, typed) => typed };

  function typed(field, text) {
    const said = clean(text);
    return said === "" ? undefined : (READERS[field.kind] || line)(field, said);
  }

  // Controls as values. They are found once for each pass: Map of name → controls.
  function byName(form) {
    const found = new Map();
    for (const one of form.elements) {
      if (!one.name || one.type === "fieldset") continue;
      const same = found.get(one.name);
      if (same) same.push(one);
      else found.set(one.name, [one]);
    }
    return found;
  }

  function answer(controls, field, name) {
    if (field.columns) return rowsOf(controls, field);
    if (field.parts) return wholeOf(controls, field, name);
    const found = controls.get(name) || [];
    const first = found[0];
    switch (field.kind) {
      case "many_of":
        return found.filter((one) => one.checked).map((one) => one.value);
      case "yes_no":
        if (first && first.type === "checkbox") return first.checked;
        return { yes: true, no: false }[chosen(found)];
      case "confirmation":
        return first && first.checked ? true : undefined;
      case "attachments":
        return codes(found);
      case "one_of":
        return chosen(found) || undefined;
      case "result_number":
        return first && typed(field, first.value) !== undefined ? { number: typed(field, first.value) } : undefined;
      default:
        return first ? coded(first) || typed(field, first.value) : undefined;
    }
  }

  // A place that is typed is its code as soon as its name is one of those offered; until then only the server,
  // which reads names written in other ways too, knows which place is meant.
  function coded(control) {
    const offered = control.list ? [...control.list.options] : [];
    const meant = offered.filter((one) => one.dataset.mcCode && one.value === clean(control.value));
    return meant.length === 1 ? meant[0].dataset.mcCode : undefined;
  }

  function chosen(found) {
    const isRadio = found.some((one) => one.type === "radio");
    const picked = isRadio ? found.find((one) => one.checked) : found[0];
    return picked ? picked.value : "";
  }

  function codes(found) {
    const kept = found.filter((one) => one.type === "hidden" && one.value).map((one) => ({ code: one.value }));
    return kept.length ? kept : undefined;
  }

  // A person or an address is there when each of its parts that is asked for is.
  function wholeOf(controls, field, name) {
    const made = {};
    for (const part of field.parts) {
      const value = answer(controls, part, `${name}-${part.name}`);
      if (value !== undefined) made[part.name] = value;
      else if (part.required) return undefined;
    }
    return Object.keys(made).length ? made : undefined;
  }

  function numbers(controls, table) {
    const found = new Set();
    for (const name of controls.keys()) {
      if (name.startsWith(table + "-")) found.add(Number(name.slice(table.length + 1).split("-")[0]));
    }
    return [...found].filter(Number.isInteger).sort((a, b) => a - b);
  }

  // A row in which nothing is filled in is not there yet: null.
  function rowsOf(controls, table) {
    return numbers(controls, table.name).map((number) => {
      const row = {};
      for (const column of table.columns) {
        const value = answer(controls, column, `${table.name}-${number}-${column.name}`);
        if (value !== undefined) row[column.name] = value;
      }
      return Object.values(row).some((value) => value !== false && !(Array.isArray(value) && value.length === 0)) ? row : null;
    });
  }

  // Values as people write them, as showing.py does.
  const grouped = (number) =>
    Math.abs(number) >= 10000 ? String(number).replace(/\B(?=([0-9]{3})+$)/g, ".") : String(number);

  function written(field, value, words) {
    const unit = field.unit ? ` ${field.unit}` : "";
    switch (field.result) {
      case "money":
        return String(value).replace(/\B(?=([0-9]{3})+$)/g, ".") + "\u00a0₫";
      case "yes_no":
        return value ? words.yes : words.no;
      case "date":
        return value.split("-").reverse().join("/");
      case "decimal":
        return String(value).replace(".", ",") + unit;
      case "whole_number":
        return grouped(value) + unit;
      default:
        return String(value);
    }
  }

  // The page.
  function definition(form) {
    const script = document.getElementById(form.dataset.mcConditions);
    return script && JSON.parse(script.textContent);
  }

  const known = new WeakMap();

  function begin(form) {
    const told = known.get(form) || definition(form);
    if (!told) return;
    known.set(form, told);
    form.querySelectorAll("template[data-mc-hidden]").forEach((one) => one.replaceWith(one.content));
    lay(form, true);
  }

  const slotOf = (form, field) => {
    const slot = document.getElementById("slot-" + field.name);
    return slot && form.contains(slot) ? slot : null;
  };

  // What other pages of the form hold comes from the server; what stands on this one is read here.
  function values(form, told, controls) {
    const found = {};
    for (const field of told.fields) {
      if (field.silent || field.kind === "calculated") continue;
      const value = slotOf(form, field) ? answer(controls, field, field.name) : told.values[field.name];
      if (value !== undefined) found[field.name] = value;
    }
    return found;
  }

  // `isFresh`: what stands on the page has just come, so that nothing of it has been turned yet.
  function lay(form, isFresh = false) {
    const told = known.get(form);
    const controls = byName(form);
    const seen = window.mcLogic.visible(told, values(form, told, controls));
    const shown = new Set(seen.shown);
    for (const field of told.fields) {
      const slot = slotOf(form, field);
      if (!slot) continue;
      if (field.when !== undefined) turn(slot, shown.has(field.name), isFresh);
      if (field.columns && shown.has(field.name)) layRows(form, field, numbers(controls, field.name), seen, shown, told);
      if (field.kind === "calculated") say(form, field, field.name, seen.values[field.name], seen.faults[field.name], told);
    }
    form.querySelectorAll("[data-mc-group]").forEach((group) => {
      group.hidden = ![...group.querySelectorAll(".slot")].some((slot) => !slot.hidden && slot.querySelector(":scope > :not([name='_asked'])"));
    });
  }

  function layRows(form, table, numbered, seen, shown, told) {
    numbered.forEach((number, position) => {
      const row = seen.rows[table.name][position];
      for (const column of table.columns) {
        const name = `${table.name}-${number}-${column.name}`;
        const key = `${table.name}-${position}-${column.name}`;
        const cell = form.querySelector(`[data-mc-cell="${name}"]`);
        if (cell && column.when !== undefined) turn(cell, shown.has(key), true);
        if (column.kind === "calculated") say(form, column, name, row[column.name], seen.faults[key], told);
      }
    });
  }

  // Shown, or hidden with its controls disabled: these are neither sent nor reached by the keyboard.
  function turn(place, isShown, isFresh) {
    if (place.hidden === !isShown && !isFresh) return;
    place.hidden = !isShown;
    place.querySelectorAll("input, select, textarea, button").forEach((one) => {
      if (one.name !== "_asked") one.disabled = !isShown;
    });
    const asked = place.querySelector(":scope > input[name='_asked']");
    if (asked) asked.value = asked.value.replace(/[01]$/, isShown ? "1" : "0");
  }

  function say(form, field, name, value, fault, told) {
    const output = form.querySelector(`[data-mc-output="${name}"]`);
    if (!output) return;
    const text = fault ? told.faults[fault] : value === undefined ? "…" : written(field, value, told.words);
    if (output.textContent !== text) output.textContent = text;
  }

  const all = () => document.querySelectorAll("form[data-mc-conditions]").forEach(begin);
  const changed = (event) => known.has(event.target.form) && lay(event.target.form);
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("mc:laid", all);
  document.addEventListener("mc:slots", all);
  window.mcForms = { typed, begin };
  all();
})();
