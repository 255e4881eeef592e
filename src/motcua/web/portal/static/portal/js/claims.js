// Checks the claim of a result on the phone itself: the text behind `#`, by the keys and the list of revoked
// results that were fetched last. Without this file the same form is checked by the server.
(() => {
  "use strict";
  const page = document.querySelector("[data-mc-claims]");
  if (!page || !window.crypto || !window.crypto.subtle) return;

  const KEPT = "motcua-claims";
  const PARTS = ["version", "letter", "number", "issued_on", "agency", "title", "owner", "validity", "dossier"];
  const form = page.querySelector("form");

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

  // What was scanned or pasted, taken apart; undefined if it is no claim.
  function read(given) {
    const plain = given.replace(/\s/g, "");
    const match = /^([\w-]+)\.([0-9a-zA-Z]+)\.([\w-]+)$/.exec(plain.slice(plain.lastIndexOf("#") + 1));
    if (!match) return undefined;
    try {
      const content = bytes(match[1]);
      const parts = new TextDecoder("utf-8", { fatal: true }).decode(content).split("|");
      if (parts.length !== PARTS.length || parts[0] !== "1") return undefined;
      const facts = Object.fromEntries(PARTS.map((name, place) => [name, parts[place]]));
      return { facts, content, key: match[2], signature: bytes(match[3]) };
    } catch {
      return undefined;
    }
  }

  async function holds(claim, key) {
    try {
      const known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, known, claim.signature, claim.content);
    } catch {
      // a browser that does not know the method yet
      const own = await import(page.dataset.ed25519);
      return own.verifyAsync(claim.signature, claim.content, key).catch(() => false);
    }
  }

  async function fetched(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? await answer.json() : undefined;
    } catch {
      return undefined;
    }
  }

  async function judged(claim) {
    if (!claim) return { verdict: "broken" };
    const [known, list] = await Promise.all([fetched(page.dataset.keys), fetched(page.dataset.revoked)]);
    if (!known) return { verdict: "unknown", claim };
    const key = known.keys[claim.key];
    if (!key || !(await holds(claim, bytes(key)))) return { verdict: "unknown", claim };
    const since = list && list.revoked[claim.facts.letter];
    return { verdict: since ? "revoked" : "good", claim, since, asOf: list ? list.at : "" };
  }

  const day = (text) => text.split("T")[0].split("-").reverse().join("/");

  function show({ verdict, claim, since, asOf }) {
    for (const panel of page.querySelectorAll("[data-verdict]")) panel.hidden = panel.dataset.verdict !== verdict;
    const facts = page.querySelector("[data-facts]");
    facts.hidden = !claim || verdict === "unknown";
    for (const place of facts.querySelectorAll("[data-fact]")) {
      const name = place.dataset.fact;
      const value = claim ? claim.facts[name] : "";
      place.textContent = name === "issued_on" ? day(value) : value;
      place.closest(".summary__line").hidden = !value;
    }
    for (const place of page.querySelectorAll("[data-since]")) place.textContent = since ? day(since) : "";
    const list = page.querySelector("[data-as-of]");
    list.hidden = verdict !== "good";
    list.textContent = asOf
      ? list.dataset.known.replace("{}", new Date(asOf).toLocaleString(document.documentElement.lang))
      : list.dataset.unknown;
    page.querySelector("[data-intro]").hidden = true;
  }

  async function check(given) {
    show(await judged(read(given)));
    page.querySelector("[data-verdict]:not([hidden])").focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(form.elements.claim.value);
  });
  const fromAddress = () => location.hash.length > 1 && check(location.hash);
  window.addEventListener("hashchange", fromAddress);
  fromAddress();

  // Kept for the next time, when there may be no network.
  async function keep() {
    const own = [...document.scripts, ...document.querySelectorAll("link[href]")].map((one) => one.src || one.href);
    const wanted = [location.pathname, page.dataset.keys, page.dataset.revoked, page.dataset.ed25519, ...own];
    const kept = await caches.open(KEPT);
    await Promise.allSettled(wanted.filter(Boolean).map((address) => kept.add(address)));
    page.dataset.kept = "true";
  }
  if ("serviceWorker" in navigator && "caches" in window) {
    navigator.serviceWorker.register(page.dataset.worker).then(keep, () => {});
  }
})();
