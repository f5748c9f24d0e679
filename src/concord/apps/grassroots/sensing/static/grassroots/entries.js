// What waits on this phone: each report is written here, photos and all, before anything of it is sent.
const DATABASE = "concord-grid";
const STRICT = { durability: "strict" }; // on the disk, not only in memory, before a report counts as kept
const SHOWN = 20;

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      for (const store of ["entries", "sent"]) asked.result.createObjectStore(store, { keyPath: "key" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

let base;

async function within(mode, work) {
  base ??= opened();
  const step = (await base).transaction(["entries", "sent"], mode, STRICT);
  const result = work(step.objectStore("entries"), step.objectStore("sent"));
  return new Promise((done, failed) => {
    step.oncomplete = () => done(result?.result);
    step.onabort = step.onerror = () => failed(step.error);
  });
}

function tellPage() {
  window.dispatchEvent(new Event("entries"));
}

/** A random key of the phone's own; the server takes in what comes under one key once. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** Write an entry; when this returns, it survives the phone's sudden end. */
export async function keep(entry) {
  await within("readwrite", (entries) => entries.put(entry));
  tellPage();
}

/** The server has it all: what waited becomes a line in the list of what was sent. */
export async function finish({ key, account, title, number, at }) {
  await within("readwrite", (entries, sent) => {
    sent.put({ key, account, title, number, at, sentAt: Date.now() });
    return entries.delete(key);
  });
  tellPage();
}

export async function drop(key) {
  await within("readwrite", (entries) => entries.delete(key));
  tellPage();
}

const every = () => within("readonly", (entries) => entries.getAll());

/** What waits for one account, oldest first; the entries of other accounts are never touched. */
export async function waitingFor(account) {
  return (await every()).filter((one) => one.account === account).sort((a, b) => a.at - b.at);
}

export async function waitingForOthers(account) {
  return (await every()).filter((one) => one.account !== account).length;
}

export async function sentBy(account) {
  const all = await within("readonly", (_entries, sent) => sent.getAll());
  return all.filter((one) => one.account === account).sort((a, b) => b.sentAt - a.sentAt).slice(0, SHOWN);
}
