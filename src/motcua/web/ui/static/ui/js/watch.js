// A page of a dossier asks every few seconds, while somebody looks at it, whether it is still true.
// [data-mc-watch]: the tag under which it was read, sent as If-None-Match to [data-mc-watch-at]; 304 says yes.
// What is new is laid into [data-mc-watch-part], or, without one, [data-mc-watch-told] is shown: nobody's typing is
// touched. Without this script the page is right as it was read, and says when that was.
(() => {
  "use strict";
  const FIRST_MS = 8000, LAST_MS = 60000, GROWTH = 1.25, JITTER = 0.2;
  const CLOCK = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  let pause = FIRST_MS, timer = 0, asking = false, ended = false;

  const one = (name, root = document) => root.querySelector(`[data-mc-watch${name}]`);
  const watch = () => one("");

  // How it goes: on, off (the line is broken), ended (too old, signed out, or told already).
  function say(state) {
    document.querySelectorAll("[data-mc-watch-when]").forEach((words) => (words.hidden = words.dataset.mcWatchWhen !== state));
  }

  function plan(soon = false) {
    clearTimeout(timer);
    if (ended || document.hidden) return;
    if (soon) pause = FIRST_MS;
    timer = setTimeout(ask, soon ? 0 : pause * (1 + JITTER * (Math.random() - 0.5)));
    if (!soon) pause = Math.min(pause * GROWTH, LAST_MS);
  }

  function end(state) {
    ended = true;
    say(state);
  }

  async function ask() {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(watch().dataset.mcWatchAt, {
        cache: "no-store",
        headers: { "If-None-Match": `"${watch().dataset.mcWatch}"` },
      });
      if (answer.status === 304) stillTrue(answer);
      else if (answer.status === 404) end("ended");
      else if (!answer.ok) say("off");
      else if (one("-part")) await renew();
      else tell(await answer.json());
    } catch {
      say("off");
    } finally {
      asking = false;
      plan();
    }
  }

  function stillTrue(answer) {
    say("on");
    const at = new Date(answer.headers.get("Date") || NaN), time = one("-time");
    if (time && !isNaN(at)) time.textContent = CLOCK.format(at);
  }

  async function renew() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = one("-part", page), old = one("-part");
    if (!answer.ok || answer.redirected || !part) return end("ended");
    const isNew = part.textContent !== old.textContent, at = place(old), shut = opened(old);
    old.replaceChildren(...part.childNodes);
    old.querySelectorAll("details").forEach((more, number) => (more.open = more.open || shut[number]));
    old.dispatchEvent(new CustomEvent("mc:laid", { bubbles: true }));
    watch().dataset.mcWatch = one("", page).dataset.mcWatch;
    one("-time").textContent = one("-time", page).textContent;
    pause = FIRST_MS;
    say("on");
    if (isNew) one("-said").textContent = part.dataset.mcWatchPart;
    if (at) find(old, at).focus({ preventScroll: true });
  }

  const opened = (root) => [...root.querySelectorAll("details")].map((more) => more.open);

  // Where the keyboard was, and the same place among the new parts; if it is gone, the part itself.
  function place(root) {
    const here = document.activeElement;
    return root.contains(here) && here !== root ? { words: here.textContent.trim(), href: here.getAttribute("href"), id: here.id } : null;
  }

  function find(root, at) {
    const same = [...root.querySelectorAll("a, button, summary, [tabindex]")].find(
      (other) => other.id === at.id && other.getAttribute("href") === at.href && (at.id || other.textContent.trim() === at.words)
    );
    return same || root;
  }

  function tell(news) {
    const told = one("-told");
    one("-who", told).textContent = news.who;
    one("-changed", told).textContent = news.at;
    told.hidden = false;
    end("told");
  }

  document.addEventListener("visibilitychange", () => plan(true));
  window.addEventListener("online", () => plan(true));
  window.addEventListener("pageshow", (event) => event.persisted && plan(true));
  const begin = () => {
    if (!watch()) return;
    say("on");
    plan();
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", begin) : begin();
})();
