// The keyboard of the desk: j and k move, Enter opens, a letter goes to the deed of the line, ? lists all of it.
// One letter alone can be pressed by mistake or said by accident, so it can be switched off (WCAG 2.1.4).
// Lines are added to lists of promises, too.
const OFF = "concord-keys-off";
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
const list = document.getElementById("keys");
const switchOn = document.querySelector("[data-keys-on]");
let at = -1;

const isOff = () => localStorage.getItem(OFF) === "1";
const lines = () => [...document.querySelectorAll("[data-item]")];

function move(step) {
  const rows = lines();
  if (!rows.length) return;
  at = Math.max(0, Math.min(rows.length - 1, at + step));
  rows.forEach((row, number) => row.classList.toggle("current", number === at));
  rows[at].querySelector("a").focus();
}

function here() {
  const focused = document.activeElement.closest("[data-item]");
  return focused ?? lines()[at];
}

function open(letter) {
  const address = here()?.getAttribute(`data-key-${letter}`);
  if (address) location.assign(address);
}

// A button that names its key is pressed by it: data-press="1".
function pressed(key) {
  const button = /^[1-9s]$/.test(key) ? document.querySelector(`[data-press="${key}"]`) : null;
  return button && (() => button.click());
}

const KEYS = {
  "j": () => move(1),
  "k": () => move(-1),
  "/": () => (document.querySelector("[data-filter]") ?? document.getElementById("find"))?.focus(),
  "?": () => list?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (isOff() || list?.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || document.activeElement.closest(TYPING)) return;
  const deed = KEYS[event.key] ?? pressed(event.key) ?? ("adth".includes(event.key) && event.key.length === 1 ? () => open(event.key) : null);
  if (!deed) return;
  event.preventDefault();
  deed();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-item]");
  if (row) at = lines().indexOf(row);
});

document.querySelectorAll("[data-keys-open]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => list.showModal());
});
if (switchOn) {
  switchOn.checked = !isOff();
  switchOn.addEventListener("change", () => {
    if (switchOn.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-formset-add]");
  if (!add) return;
  const set = add.closest("[data-formset]");
  const total = set.querySelector("[name$=TOTAL_FORMS]");
  const row = set.querySelector("[data-formset-empty]").innerHTML.replaceAll("__prefix__", total.value);
  add.insertAdjacentHTML("beforebegin", row);
  total.value = Number(total.value) + 1;
});
