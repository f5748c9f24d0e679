// What waits on this phone and what for; what was sent, with its number.
import { drop, keep, sentBy, waitingFor } from "./entries.js";
import { account, sendNow } from "./phone.js";
import { say } from "../concord/words.js";

const list = document.querySelector("[data-entries]");
const nothing = document.querySelector("[data-nothing]");
const sentList = document.querySelector("[data-sent]");
const sendPress = document.querySelector("[data-send-now]");

function made(tag, text, kind = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function press(words, deed) {
  const button = made("button", words, "button");
  button.type = "button";
  button.addEventListener("click", deed);
  return button;
}

const time = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function reason({ why, detail }) {
  return {
    network: say("等网络恢复后自动发送。", "Waits for the network; it is sent by itself."),
    busy: say("平台正忙，稍后自动再发。", "The platform is busy; it is sent again by itself."),
    signin: say("登录已过期。重新登录后自动发送，内容都在。", "You are signed out. Sign in again and it is sent; nothing is lost."),
    other: say("现在登录的是别的账号，等本人登录后发送。", "Somebody else is signed in; it waits until you sign in again."),
    refused: say(`平台没有收下：${detail}`, `Not taken in: ${detail}`),
  }[why];
}

async function retry(entry) {
  await keep({ ...entry, held: null });
  sendNow();
}

async function withoutPhoto(entry) {
  const photos = [...entry.photos];
  photos[entry.photosSent] = null;
  await retry({ ...entry, photos });
}

async function throwAway(entry) {
  const sure = say("删除后就找不回来了。确定删除这一件？", "It cannot be brought back. Delete it from this phone?");
  if (window.confirm(sure)) await drop(entry.key);
}

function waysOut(entry) {
  const row = made("div", "", "row");
  if (["signin", "other"].includes(entry.held.why)) {
    const door = made("a", say("去登录", "Sign in"), "button button--primary");
    door.href = `/accounts/login/?next=${encodeURIComponent("/grid/waiting/")}`;
    row.append(door);
  }
  if (entry.held.why === "refused") {
    row.append(press(say("再发一次", "Send again"), () => retry(entry)));
    if (entry.taken) row.append(press(say("不要这张照片", "Leave this photo out"), () => withoutPhoto(entry)));
    else row.append(press(say("删除", "Delete"), () => throwAway(entry)));
  }
  return row;
}

function photosOf(entry) {
  if (!entry.photos.length) return "";
  return say(` · 照片 ${entry.photosSent}/${entry.photos.length}`, ` · photos ${entry.photosSent} of ${entry.photos.length}`);
}

function shown(entry) {
  const item = document.createElement("li");
  item.dataset.key = entry.key;
  item.append(made("p", entry.title), made("p", time(entry.at) + photosOf(entry), "quiet"));
  if (entry.held) {
    item.append(made("p", reason(entry.held), `held held--${entry.held.why}`), waysOut(entry));
  } else {
    item.append(made("p", say("正在发送……", "Being sent …"), "quiet"));
  }
  return item;
}

async function show() {
  const entries = await waitingFor(account);
  list.replaceChildren(...entries.map(shown));
  nothing.hidden = entries.length > 0;
  sendPress.hidden = !entries.length;
  const sent = await sentBy(account);
  sentList.replaceChildren(...sent.map((one) => {
    const item = document.createElement("li");
    item.append(made("p", one.title), made("p", [one.number, time(one.sentAt)].filter(Boolean).join(" · "), "quiet tabular"));
    return item;
  }));
  document.querySelector("[data-sent-part]").hidden = !sent.length;
}

sendPress.addEventListener("click", () => sendNow());
window.addEventListener("entries", show);
show();
