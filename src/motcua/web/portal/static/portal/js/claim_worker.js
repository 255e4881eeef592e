// Serves the page that checks claims, and what it needs, from what was kept when there is no network.
"use strict";

const KEPT = "motcua-claims";
const LONGEST_WAIT = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

// The network first, so that lists and pages are new; what was kept, when it does not answer in time.
async function answer(request) {
  const kept = await caches.open(KEPT);
  const stopped = new AbortController();
  const timer = setTimeout(() => stopped.abort(), LONGEST_WAIT);
  try {
    const fresh = await fetch(request, request.mode === "navigate" ? {} : { signal: stopped.signal });
    if (fresh.ok) await kept.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const found = await kept.match(request, { ignoreVary: true });
    if (found) return found;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
