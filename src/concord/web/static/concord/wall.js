// A wall keeps itself fresh and says how old its figures are; a line that is cut is said in words and a shape.
import { hear, refresh } from "./live.js";
import { say } from "./words.js";

const EVERY = 30_000;
const OLD = 90_000;
// The ticket of the stream is good for an hour: the page is opened anew before.
const ANEW = 50 * 60_000;
const main = document.querySelector("[data-wall]");
const state = document.querySelector("[data-wall-state]");
const began = performance.now();
// When the figures were counted, by the server's clock, and when they came, by ours: the two need not agree.
let at = new Date(main.dataset.at);
let came = performance.now();
let answering = true;

const clock = (moment) => moment.toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });

function oldWords() {
  if (answering) return say(`▲ 请重新登录，数字停在 ${clock(at)}`, `▲ Sign in again; figures as of ${clock(at)}`);
  return say(`▲ 连接中断，数字停在 ${clock(at)}`, `▲ Connection lost; figures as of ${clock(at)}`);
}

function tellState() {
  const old = performance.now() - came > OLD;
  state.classList.toggle("wall-state--old", old);
  const words = old ? oldWords() : say(`截至 ${clock(at)}`, `As of ${clock(at)}`);
  if (state.textContent !== words) state.textContent = words; // a reader of the screen says it once
}

async function look() {
  const page = await refresh();
  const told = page?.querySelector("[data-wall]")?.dataset.at;
  if (told) [at, came] = [new Date(told), performance.now()];
  if (told && performance.now() - began > ANEW) location.reload();
  if (!told) answering = await fetch("/health/").then((answer) => answer.ok, () => false);
  tellState();
}

hear(look);
setInterval(look, EVERY);
setInterval(tellState, 1_000);
