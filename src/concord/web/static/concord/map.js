// Maps: filters that answer at once, closer and farther, and tables opened for print. Every map reads without this.
import { say } from "./words.js";

const STEP = 1.5;
const CLOSEST = 12;
// What part of each map is looked at, kept while the page fetches it again.
const looks = new Map();
const NAMES = [
  ["in", "+", "放大", "Closer"], ["out", "−", "缩小", "Farther"],
  ["left", "←", "左移", "Left"], ["right", "→", "右移", "Right"],
  ["up", "↑", "上移", "Up"], ["down", "↓", "下移", "Down"], ["all", "⤢", "全图", "All of it"],
];
const MOVES = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

function whole(map) {
  map.dataset.whole ??= map.getAttribute("viewBox");
  const [x, y, width, height] = map.dataset.whole.split(" ").map(Number);
  return { x, y, width, height };
}

function show(map, look) {
  const all = whole(map);
  look.x = Math.max(0, Math.min(all.width - look.width, look.x));
  look.y = Math.max(0, Math.min(all.height - look.height, look.y));
  looks.set(map.dataset.map, look);
  map.setAttribute("viewBox", `${look.x} ${look.y} ${look.width} ${look.height}`);
  map.classList.toggle("area-map__drawing--close", look.width < all.width);
}

function zoomed(look, all, factor, at = { x: 0.5, y: 0.5 }) {
  const width = Math.min(all.width, Math.max(all.width / CLOSEST, look.width / factor));
  const height = width * all.height / all.width;
  return { x: look.x + (look.width - width) * at.x, y: look.y + (look.height - height) * at.y, width, height };
}

function deed(map, name) {
  const all = whole(map);
  const look = looks.get(map.dataset.map) ?? all;
  if (name === "all") return show(map, all);
  if (name === "in" || name === "out") return show(map, zoomed(look, all, name === "in" ? STEP : 1 / STEP));
  const [across, down] = MOVES[name];
  return show(map, { ...look, x: look.x + across * look.width / 4, y: look.y + down * look.height / 4 });
}

function drag(map) {
  let from = null;
  map.addEventListener("pointerdown", (event) => {
    const look = looks.get(map.dataset.map);
    if (!look || look.width >= whole(map).width) return;
    from = { x: event.clientX, y: event.clientY, look, moved: false };
  });
  map.addEventListener("pointermove", (event) => {
    if (!from) return;
    const scale = from.look.width / map.clientWidth;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    from.moved ||= Math.hypot(dx, dy) > 6;
    if (from.moved) show(map, { ...from.look, x: from.look.x - dx * scale, y: from.look.y - dy * scale });
  });
  addEventListener("pointerup", () => { setTimeout(() => { from = null; }); });
  map.addEventListener("click", (event) => { if (from?.moved) event.preventDefault(); }, true);
  map.addEventListener("dragstart", (event) => event.preventDefault());
}

function prepare(map) {
  if (map.dataset.ready) return;
  map.dataset.ready = "yes";
  const bar = document.createElement("div");
  bar.className = "area-map__bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", say("查看地图", "Look at the map"));
  for (const [name, sign, chinese, english] of NAMES) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", say(chinese, english));
    button.title = say(chinese, english);
    button.addEventListener("click", () => deed(map, name));
    bar.append(button);
  }
  map.before(bar);
  drag(map);
  if (looks.has(map.dataset.map)) show(map, looks.get(map.dataset.map));
}

const prepareAll = () => document.querySelectorAll("[data-map]").forEach(prepare);
document.addEventListener("concord:fresh", prepareAll);
prepareAll();

document.querySelector("[data-map-filters]")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  opened.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
