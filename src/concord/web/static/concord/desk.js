// The keyboard of the desk: / searches, j and k move, Enter opens. Lines are added to lists of promises.
const TYPING = /INPUT|TEXTAREA|SELECT/;
let at = -1;

function move(rows, step) {
  at = Math.max(0, Math.min(rows.length - 1, at + step));
  rows.forEach((row, number) => row.classList.toggle("current", number === at));
  rows[at].querySelector("a").focus();
}

document.addEventListener("keydown", (event) => {
  if (TYPING.test(document.activeElement.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...document.querySelectorAll("[data-item]")];
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find").focus();
  }
  if (rows.length && (event.key === "j" || event.key === "k")) move(rows, event.key === "j" ? 1 : -1);
});

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-formset-add]");
  if (!add) return;
  const set = add.closest("[data-formset]");
  const total = set.querySelector("[name$=TOTAL_FORMS]");
  const row = set.querySelector("[data-formset-empty]").innerHTML.replaceAll("__prefix__", total.value);
  add.insertAdjacentHTML("beforebegin", row);
  total.value = Number(total.value) + 1;
});
