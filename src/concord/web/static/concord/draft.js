// What was typed stays on this device until the server has answered with the next page; nothing is sent twice.
import { say, tell } from "./words.js";

const UNKEPT = new Set(["hidden", "file", "password", "submit", "button", "radio", "checkbox"]);
const SENT = "draft-sent";

function boxesOf(form) {
  return [...form.elements].filter((one) => one.name && !UNKEPT.has(one.type) && one.autocomplete !== "one-time-code");
}

/** A sent form that was answered with a redirect, or with a page that says so, was taken: its draft can go. */
function dropWhatWasTaken() {
  const done = document.querySelector("[data-draft-done]");
  if (done) localStorage.removeItem(`draft:${done.dataset.draftDone}`);
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const [arrival] = performance.getEntriesByType("navigation");
  if (sent && arrival && arrival.redirectCount > 0) localStorage.removeItem(sent);
}

function keepDraft(form) {
  const key = `draft:${form.dataset.draft}`;
  const boxes = boxesOf(form);
  const kept = JSON.parse(localStorage.getItem(key) || "{}");
  for (const box of boxes) if (!box.value && kept[box.name]) box.value = kept[box.name];
  const note = document.createElement("p");
  note.className = "kept";
  note.setAttribute("role", "status");
  form.append(note);
  form.addEventListener("input", () => {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(boxes.map((box) => [box.name, box.value]))));
    note.textContent = say("已保存在本机，断网也不会丢。", "Kept on this device; nothing is lost if the network drops.");
  });
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
}

/** Without a network the browser's error page would eat the form: wait, and send when the network is back. */
function waitForNetwork(event) {
  const form = event.target;
  if (navigator.onLine || form.method !== "post") return false;
  event.preventDefault();
  tell(
    say("现在没有网络。内容已保存在本机，恢复后会自动提交。", "No network now. It is kept here and sent when the network is back."),
    form,
  );
  window.addEventListener("online", () => form.requestSubmit(event.submitter), { once: true });
  return true;
}

/** One press, one request: further presses wait for the answer. */
function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "yes";
  form.setAttribute("aria-busy", "true");
  window.addEventListener("pageshow", () => { delete form.dataset.sending; form.removeAttribute("aria-busy"); }, { once: true });
}

dropWhatWasTaken();
document.querySelectorAll("form[data-draft]").forEach(keepDraft);
document.addEventListener("submit", (event) => waitForNetwork(event) || sendOnce(event));
