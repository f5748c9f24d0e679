// The patrol list: ticked on the phone first, then sent.
import { keep, newKey, waitingFor } from "./entries.js";
import { account, position, sendNow } from "./phone.js";
import { say } from "../concord/words.js";

const withPosition = document.querySelector("[data-with-position]");

function showTicked(form) {
  const done = document.createElement("p");
  done.className = "tick-done";
  done.setAttribute("role", "status");
  done.textContent = say("✓ 已看过", "✓ Looked at");
  form.replaceWith(done);
}

async function tick(form) {
  const key = newKey();
  const found = withPosition?.checked ? await position() : null;
  const told = { sent_key: key, at: new Date().toISOString(), reporter: Number(account), ...found };
  const path = `/api/patrol/${form.dataset.point}/visits`;
  await keep({
    key, account, at: Date.now(), title: form.dataset.name, path, body: JSON.stringify(told),
    photos: [], photosSent: 0, taken: null, number: "", held: null,
  });
  showTicked(form);
  sendNow();
}

/** What was ticked and not sent yet stands ticked, also on a page that was kept from yesterday. */
async function showWaiting() {
  const paths = new Set((await waitingFor(account)).map((one) => one.path));
  document.querySelectorAll("form[data-point]").forEach((form) => {
    if (paths.has(`/api/patrol/${form.dataset.point}/visits`)) showTicked(form);
  });
}

document.querySelectorAll("form[data-point]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.ticking) return;
    form.dataset.ticking = "yes";
    tick(form).catch(() => form.submit());
  });
});
showWaiting();
