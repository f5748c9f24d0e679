// Before this stands KEPT: the phone's pages and their files. Fresh from the network where there is one, kept where not.
const CACHE = "concord-grid-1";
const PATIENCE = 4_000; // one bar of signal: after this, what is kept is shown

async function keepOne(cache, path) {
  const answer = await fetch(path, { cache: "reload" });
  if (answer.ok && !answer.redirected) await cache.put(path, answer);
}

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(KEPT.map((path) => keepOne(cache, path)));
}

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** A fresh answer, kept for the next time; a redirect (to sign in) is passed on and not kept. */
async function fresh(request, path) {
  const answer = await fetch(request);
  if (answer.status >= 500) throw new Error("busy");
  if (answer.ok && !answer.redirected && answer.type === "basic") {
    const cache = await caches.open(CACHE);
    await cache.put(path, answer.clone());
  }
  return answer;
}

async function answer(request, path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  const coming = fresh(request, path);
  if (!kept) return coming;
  coming.catch(() => {});
  return Promise.race([coming, later(PATIENCE).then(() => kept)]).catch(() => kept);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => { if (event.data === "refresh") event.waitUntil(keepAll().catch(() => {})); });
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !KEPT.includes(pathname)) return;
  event.respondWith(answer(event.request, pathname));
});
