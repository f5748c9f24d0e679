// On each page of the phone: install, keep sending, and say how much waits.
import { waitingFor, waitingForOthers } from "./entries.js";
import { keepSending } from "./sender.js";
import { say } from "../concord/words.js";

export const account = document.body.dataset.account;
export const sendNow = keepSending(account);

function sentence(number) {
  return number ? say(`${number} 件待发送`, `${number} to be sent`) : say("没有待发送的", "nothing waits");
}

async function showCount() {
  const number = (await waitingFor(account)).length;
  document.querySelectorAll("[data-waiting]").forEach((place) => { place.textContent = sentence(number); });
  const others = await waitingForOthers(account);
  document.querySelectorAll("[data-others]").forEach((place) => {
    place.hidden = !others;
    place.textContent = say(
      `这部手机上还有别的账号的 ${others} 件待发送，本人登录后才会发出。`,
      `${others} of another account wait on this phone, and are sent when that person signs in.`,
    );
  });
}

async function install() {
  if (!navigator.serviceWorker) return; // the pages work without it, while there is a network
  await navigator.serviceWorker.register("/grid/worker.js", { scope: "/grid/" });
  const ready = await navigator.serviceWorker.ready;
  if (document.body.dataset.home && navigator.onLine) ready.active.postMessage("refresh");
  navigator.storage?.persist?.();
}

/** Where this phone is, asked only when its person wants it; null where it cannot be found. */
export function position() {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) }),
      () => done(null),
      { timeout: 10_000, enableHighAccuracy: true },
    );
  });
}

window.addEventListener("entries", showCount);
showCount();
install().catch(() => {}); // a phone that cannot install still reports
