// The report: written on the phone first, then sent; the form itself goes to the server where this cannot run.
import { keep, newKey } from "./entries.js";
import { account, position } from "./phone.js";
import { shrunk } from "./photos.js";
import { say, tell } from "../concord/words.js";

const MOST_PHOTOS = 9;
const form = document.querySelector("[data-report]");
const input = form.querySelector("[name=photos]");
const shots = form.querySelector("[data-shots]");

function hold(files) {
  const chosen = new DataTransfer();
  files.slice(0, MOST_PHOTOS).forEach((file) => chosen.items.add(file));
  input.files = chosen.files;
  held = [...input.files];
  shots.replaceChildren(...held.map(shot));
}

function shot(file, number) {
  const item = document.createElement("li");
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  picture.alt = say(`第 ${number + 1} 张照片`, `Photo ${number + 1}`);
  const away = document.createElement("button");
  away.type = "button";
  away.className = "button button--quiet";
  away.textContent = say("去掉", "Remove");
  away.addEventListener("click", () => hold(held.filter((one) => one !== file)));
  item.append(picture, away);
  return item;
}

let held = [];
input.addEventListener("change", () => hold([...held, ...input.files]));

const where = form.querySelector("[data-position]");
where.hidden = !navigator.geolocation;
where.addEventListener("click", async () => {
  where.textContent = say("正在定位……", "Finding where you are …");
  const found = await position();
  if (found) for (const name of ["latitude", "longitude"]) form.elements[name].value = found[name];
  where.textContent = found
    ? say("已记下位置", "Your position is noted")
    : say("没有定位到，可以再试，也可以不带位置。", "Not found. Try again, or go without it.");
});

function said() {
  const told = Object.fromEntries(
    ["words", "kind", "place", "source", "name", "phone"].map((name) => [name, form.elements[name].value.trim()]),
  );
  for (const name of ["latitude", "longitude"]) if (form.elements[name].value) told[name] = form.elements[name].value;
  return told;
}

async function entry() {
  const key = newKey();
  const told = { ...said(), sent_key: key, seen_at: new Date().toISOString(), reporter: Number(account) };
  const photos = await Promise.all(held.map(shrunk));
  return {
    key, account, at: Date.now(), title: told.words, path: "/api/sightings", body: JSON.stringify(told),
    photos, photosSent: 0, taken: null, number: "", held: null,
  };
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation(); // it is kept here; the waiting of plain forms would send it a second time
  if (!form.reportValidity() || form.dataset.keeping) return;
  form.dataset.keeping = "yes";
  try {
    await keep(await entry());
  } catch {
    delete form.dataset.keeping;
    if (navigator.onLine) return form.submit(); // no room on this phone: send it as a plain form
    tell(say("这部手机存不下了，也没有网络。请先不要关闭本页。", "This phone has no room, and there is no network. Keep this page open."), form, "danger");
    return;
  }
  localStorage.removeItem(`draft:${form.dataset.draft}`);
  location.assign("/grid/waiting/");
});
