// Conditions and calculations of forms, with the meaning that reference/forms/rules gives them on the server:
// window.mcLogic.evaluate(expression, values) and .visible(form, values). The server writes every operator on
// which the two JsonLogic libraries differ as "mc:…"; those are defined here, in the order of operators.py.
(() => {
  "use strict";
  const MAX_NUMBER = 2 ** 53;
  const MILLION = 1000000;
  const MAX_CHARACTERS = 20000;
  const DAY_MS = 86400000;
  const DAY = /^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$/;

  // A calculation that these values do not allow; `code` is a key of FAULTS in logic.py.
  class Fault extends Error {
    constructor(code) {
      super(code);
      this.code = code;
    }
  }
  const fail = (code) => {
    throw new Fault(code);
  };

  const big = (value) => (value < 0n ? -value : value);
  const existing = (values) => [...values].filter((value) => value !== null && value !== undefined);
  const isMissing = (value) => value === null || value === undefined;

  function number(value) {
    if (typeof value !== "number") fail("not_a_number");
    if (!(Math.abs(value) <= MAX_NUMBER)) fail("number_too_large");
    return value;
  }

  // A number in millionths, half a millionth away from zero.
  function scaled(value) {
    number(value);
    if (Number.isInteger(value)) return BigInt(value) * 1000000n;
    if (Math.abs(value) < 1e-6) return Math.abs(value) >= 5e-7 ? BigInt(Math.sign(value)) : 0n;
    const [, sign, whole, rest] = /^(-?)([0-9]+)\.([0-9]+)$/.exec(String(value));
    const digits = (rest + "0000000").slice(0, 7);
    const amount = BigInt(whole) * 1000000n + BigInt(digits.slice(0, 6)) + (digits[6] >= "5" ? 1n : 0n);
    return sign ? -amount : amount;
  }

  function result(millionths) {
    if (big(millionths) > BigInt(MAX_NUMBER) * 1000000n) fail("number_too_large");
    return Number(written(millionths));
  }

  function written(millionths) {
    const amount = big(millionths);
    const rest = String(amount % 1000000n)
      .padStart(6, "0")
      .replace(/0+$/, "");
    return (millionths < 0n ? "-" : "") + String(amount / 1000000n) + (rest ? "." + rest : "");
  }

  // The quotient of two BigInts, half a unit away from zero.
  function rounded(numerator, denominator) {
    const sign = numerator < 0n === denominator < 0n ? 1n : -1n;
    const over = big(numerator);
    const under = big(denominator);
    return sign * ((2n * over + under) / (2n * under));
  }

  function whole(value) {
    if (!Number.isInteger(number(value))) fail("not_whole");
    return value;
  }

  function bounded(value) {
    if (big(value) > BigInt(MAX_NUMBER)) fail("number_too_large");
    return Number(value);
  }

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  function same(a, b) {
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, n) => same(one, b[n]));
    if (isObject(a) && isObject(b)) {
      const keys = Object.keys(a);
      return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
    }
    return a === b || (isMissing(a) && isMissing(b));
  }

  const areOrdered = (a, b) =>
    (typeof a === "number" && typeof b === "number") ||
    (typeof a === "string" && typeof b === "string" && a.length === b.length && DAY.test(a) && DAY.test(b));
  const less = (a, b, c) => areOrdered(a, b) && a < b && (c === undefined || less(b, c));
  const atMost = (a, b, c) => areOrdered(a, b) && a <= b && (c === undefined || atMost(b, c));

  function among(needle, place) {
    if (Array.isArray(place)) return place.some((one) => same(needle, one));
    return typeof place === "string" && typeof needle === "string" && place.includes(needle);
  }

  function add(...values) {
    const there = existing(values);
    if (there.length === 0) return null;
    return result(there.reduce((sum, value) => sum + scaled(value), 0n));
  }

  function multiply(...values) {
    if (values.some(isMissing)) return null;
    return values.reduce((product, value) => result(rounded(scaled(product) * scaled(value), 1000000n)), 1);
  }

  function subtract(...values) {
    if (values.some(isMissing)) return null;
    return result(values.length === 1 ? -scaled(values[0]) : scaled(values[0]) - scaled(values[1]));
  }

  function divide(a, b) {
    if (isMissing(a) || isMissing(b)) return null;
    const over = scaled(a);
    const under = scaled(b);
    if (under === 0n) fail("division_by_zero");
    return result(rounded(over * 1000000n, under));
  }

  function remainder(a, b) {
    if (isMissing(a) || isMissing(b)) return null;
    const over = whole(a);
    const under = whole(b);
    if (under === 0) fail("division_by_zero");
    return (over % under) + 0;
  }

  function furthest(values, beats) {
    const there = existing(values);
    if (there.length === 0) return null;
    let best = there[0];
    for (const value of there) {
      if (!areOrdered(best, value)) fail("not_a_number");
      if (beats(value, best)) best = value;
    }
    return best;
  }

  function join(...values) {
    const text = existing(values)
      .map((value) => (typeof value === "string" ? value : written(scaled(value))))
      .join("");
    if ([...text].length > MAX_CHARACTERS) fail("text_too_long");
    return text;
  }

  function part(text, ...bounds) {
    if (isMissing(text)) return null;
    if (typeof text !== "string") fail("not_a_text");
    const characters = [...text];
    const begin = whole(bounds[0]);
    const tail = characters.slice(begin >= 0 ? begin : Math.max(characters.length + begin, 0));
    if (bounds.length === 1) return tail.join("");
    const size = whole(bounds[1]);
    return tail.slice(0, size >= 0 ? size : Math.max(tail.length + size, 0)).join("");
  }

  const rows = (value) => (Array.isArray(value) ? value : []);
  const roundHalfUp = (value) => (isMissing(value) ? null : Number(rounded(scaled(value), 1000000n)));

  function share(amount, rate) {
    if (isMissing(amount) || isMissing(rate)) return null;
    return bounded(rounded(BigInt(whole(amount)) * BigInt(whole(rate)), 1000000n));
  }

  // Days count from 1970-01-01, in UTC: no clock and no time zone comes in.
  function moment(year, month, day) {
    const made = new Date(0);
    made.setUTCFullYear(year, month, day);
    return made;
  }

  function day(value) {
    if (typeof value !== "string" || value.length !== 10 || !DAY.test(value)) fail("not_a_date");
    const [year, month, date] = value.split("-").map(Number);
    const made = moment(year, month - 1, date);
    if (year === 0 || made.getUTCMonth() !== month - 1) fail("not_a_date");
    return made;
  }

  function iso(made) {
    const year = made.getUTCFullYear();
    if (!(year >= 1 && year <= 9999)) fail("day_out_of_range");
    return made.toISOString().slice(0, 10);
  }

  function addMonths(value, amount) {
    if (isMissing(value) || isMissing(amount)) return null;
    const begin = day(value);
    const months = begin.getUTCFullYear() * 12 + begin.getUTCMonth() + whole(amount);
    const year = Math.floor(months / 12);
    if (!(year >= 1 && year <= 9999)) fail("day_out_of_range");
    const month = months - year * 12;
    const last = moment(year, month + 1, 0).getUTCDate();
    return iso(moment(year, month, Math.min(begin.getUTCDate(), last)));
  }

  function addDays(value, days) {
    if (isMissing(value) || isMissing(days)) return null;
    return iso(new Date(day(value).getTime() + whole(days) * DAY_MS));
  }

  function yearOf(value) {
    if (isMissing(value)) return null;
    if (typeof value === "string" && value.length === 7 && DAY.test(value)) return Number(value.slice(0, 4));
    return day(value).getUTCFullYear();
  }

  function ageOn(born, on) {
    if (isMissing(born) || isMissing(on)) return null;
    const birth = day(born);
    const then = day(on);
    const isBefore =
      then.getUTCMonth() < birth.getUTCMonth() ||
      (then.getUTCMonth() === birth.getUTCMonth() && then.getUTCDate() < birth.getUTCDate());
    return then.getUTCFullYear() - birth.getUTCFullYear() - (isBefore ? 1 : 0);
  }

  const MEANINGS = {
    "==": same,
    "!=": (a, b) => !same(a, b),
    "===": same,
    "!==": (a, b) => !same(a, b),
    "<": less,
    "<=": atMost,
    ">": (a, b) => less(b, a),
    ">=": (a, b) => atMost(b, a),
    in: among,
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": remainder,
    min: (...values) => furthest(values, less),
    max: (...values) => furthest(values, (a, b) => less(b, a)),
    cat: join,
    substr: part,
    sum: (values) => add(0, ...rows(values)),
    count: (values) => rows(values).length,
    round: roundHalfUp,
    share,
    days_between: (first, last) =>
      isMissing(first) || isMissing(last) ? null : Math.round((day(last) - day(first)) / DAY_MS),
    add_days: addDays,
    add_months: addMonths,
    year_of: yearOf,
    age_on: ageOn,
    rows,
    otherwise: (value, stand) => (isMissing(value) ? stand : value),
  };

  // A name leads through what the data itself holds, never through what JavaScript adds to it.
  function read(name, stand) {
    if (name === undefined || name === "" || name === null) return this;
    let place = this;
    for (const step of String(name).split(".")) {
      const holds = Array.isArray(place) ? /^[0-9]+$/.test(step) : isObject(place);
      if (!holds || !Object.hasOwn(place, step)) return stand === undefined ? null : stand;
      place = place[step];
    }
    return place === undefined ? null : place;
  }

  const library = window.jsonLogic;
  library.add_operation("var", read);
  for (const [name, meaning] of Object.entries(MEANINGS)) library.add_operation("mc:" + name, meaning);

  // What exists: neither nothing nor an object without any content.
  const exists = (value) => !isMissing(value) && !(isObject(value) && Object.keys(value).length === 0);

  function evaluate(expression, values) {
    const known = {};
    for (const [name, value] of Object.entries(values)) if (exists(value)) known[name] = value;
    const given = library.apply(expression, known);
    return given === undefined ? null : given;
  }

  function holds(condition, values) {
    if (isMissing(condition)) return true;
    try {
      return library.truthy(evaluate(condition, values));
    } catch (fault) {
      if (fault instanceof Fault) return false;
      throw fault;
    }
  }

  // As visible.py: one pass in the order of the form.
  function visible(form, values) {
    const seen = { values: {}, shown: [], faults: {}, rows: {} };
    for (const field of form.fields) {
      const known = { ...seen.values, today: form.today };
      if (!isShown(field, field.name, seen, known)) continue;
      const value = field.columns ? rowsOf(field, values[field.name], seen, form.today) : values[field.name];
      put(field, field.name, value, seen, seen.values, known);
    }
    return seen;
  }

  function isShown(field, place, seen, known) {
    if (!holds(field.when, known)) return false;
    seen.shown.push(place);
    return true;
  }

  function rowsOf(table, given, seen, today) {
    const every = rows(given).map((row, number) => {
      const kept = {};
      for (const column of table.columns) {
        const known = { ...seen.values, today, row: kept };
        const place = `${table.name}-${number}-${column.name}`;
        if (isShown(column, place, seen, known)) put(column, place, isObject(row) ? row[column.name] : null, seen, kept, known);
      }
      return kept;
    });
    seen.rows[table.name] = every;
    return every.filter((_, number) => !isMissing(given[number]));
  }

  function put(field, place, value, seen, kept, known) {
    if (field.silent) return;
    let stands = value;
    if (field.kind === "calculated") {
      try {
        stands = shaped(field.result, evaluate(field.calculate, known));
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        seen.faults[place] = fault.code;
        return;
      }
    }
    if (!isMissing(stands)) kept[field.name] = stands;
  }

  function shaped(kind, value) {
    if (isMissing(value)) return null;
    if (kind === "yes_no") return library.truthy(value);
    if (kind === "short_text" || kind === "date") return typeof value === "string" && value !== "" ? value : null;
    if (typeof value !== "number") return null;
    return kind === "decimal" ? value : roundHalfUp(value);
  }

  window.mcLogic = { evaluate, holds, visible, Fault };
})();
