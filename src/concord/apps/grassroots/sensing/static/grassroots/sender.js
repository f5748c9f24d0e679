// Sends what waits, one request at a time, and lets go of an entry only when the server has said that it has it all.
import { finish, keep, waitingFor } from "./entries.js";

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
const PATIENCE = 90_000;
const TO_SIGN_IN = new Set([401, 403]);

/** Why an entry still waits: network, signin, other (person), busy (server) or refused, with the server's sentence. */
class Held extends Error {
  constructor(why, detail = "") {
    super(why);
    this.held = { why, detail };
  }
}

function cookie(name) {
  return document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

async function answered(path, key, body, headers) {
  try {
    return await fetch(path, {
      method: "POST",
      body,
      headers: { "Idempotency-Key": key, "X-CSRFToken": cookie("csrftoken"), ...headers },
      redirect: "error",
      signal: AbortSignal.timeout?.(PATIENCE),
    });
  } catch {
    throw new Held("network");
  }
}

async function post(path, key, body, headers = {}) {
  const answer = await answered(path, key, body, headers);
  const told = await answer.json().catch(() => null);
  if (answer.ok && told) return told;
  if (answer.ok) throw new Held("network"); // cut off in the middle of the answer
  if (TO_SIGN_IN.has(answer.status)) throw new Held("signin");
  if (answer.status === 429 || answer.status >= 500) throw new Held("busy");
  if (told?.field === "reporter") throw new Held("other", told.detail);
  const slips = (told?.errors ?? []).map((one) => one.what).join(" ");
  throw new Held("refused", told?.detail || slips || told?.title || String(answer.status));
}

function photoForm(photo, key) {
  const form = new FormData();
  form.append("file", photo, "photo.jpg");
  form.append("sent_key", key);
  return form;
}

/** Words first, then each photo; what the server has acknowledged is noted before the next step. */
async function send(entry) {
  if (!entry.taken) {
    entry.taken = await post(entry.path, entry.key, entry.body, { "Content-Type": "application/json" });
    entry.number = entry.taken.number ?? "";
    await keep(entry);
  }
  while (entry.photosSent < entry.photos.length) {
    const key = `${entry.key}-${entry.photosSent}`;
    const photo = entry.photos[entry.photosSent];
    if (photo) await post(`/api/sightings/${entry.taken.id}/photos`, key, photoForm(photo, key));
    entry.photosSent += 1;
    await keep(entry);
  }
  await finish(entry);
}

/** Try all that waits; true when a later try may send more. */
async function sendAll(account) {
  let again = false;
  for (const entry of await waitingFor(account)) {
    if (entry.held?.why === "refused") continue; // its person decides
    try {
      await send(entry);
    } catch (error) {
      if (!(error instanceof Held)) throw error;
      await keep({ ...entry, held: error.held });
      again ||= error.held.why !== "refused";
      if (error.held.why !== "refused") break; // the others would fare alike
    }
  }
  return again;
}

/** Only one tab sends; where the browser has no locks, the server's keys keep things single. */
function alone(work) {
  return navigator.locks ? navigator.locks.request("concord-grid-sender", { ifAvailable: true }, (lock) => (lock ? work() : true)) : work();
}

/** Keep sending for an account; returns a function that tries at once. */
export function keepSending(account) {
  let wait = FIRST_WAIT;
  let timer;
  let sending = false;

  async function round() {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    try {
      if (await alone(() => sendAll(account))) {
        timer = setTimeout(round, wait);
        wait = Math.min(2 * wait, LONGEST_WAIT);
      } else {
        wait = FIRST_WAIT;
      }
    } finally {
      sending = false;
    }
  }

  function now() {
    wait = FIRST_WAIT;
    return round();
  }

  window.addEventListener("online", now);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) now(); });
  now();
  return now;
}
