// A row of a condition shows the values of its own fact, to pick or to type; without this all values are offered.
const SEVERAL = new Set(["in", "not_in"]);

function fit(rule) {
  const [fact, op, pick, typed] = ["fact", "op", "pick", "typed"].map((name) => rule.querySelector(`[name$=-${name}]`));
  const groups = [...pick.querySelectorAll("optgroup")];
  const own = groups.find((group) => group.firstElementChild?.value.startsWith(`${fact.value}|`));
  const picks = Boolean(own) && !SEVERAL.has(op.value);
  groups.forEach((group) => { group.hidden = group.disabled = group !== own; });
  if (pick.selectedOptions[0]?.parentElement !== own) pick.value = "";
  pick.closest("label").hidden = !picks;
  typed.closest("label").hidden = picks;
  if (picks) typed.value = "";
}

function fitAll(within) {
  within.querySelectorAll("[data-rule]").forEach(fit);
}

document.addEventListener("change", (event) => {
  const rule = event.target.closest("[data-rule]");
  if (rule) fit(rule);
});
fitAll(document);

/** The task at hand stands in view, and a drawing made anew stays where one had moved it. */
function show(drawing, left) {
  const card = drawing?.querySelector(".card.chosen, .card.wrong");
  if (!card) return;
  const middle = card.getBoundingClientRect().left - drawing.getBoundingClientRect().left - drawing.clientWidth / 2;
  drawing.scrollLeft = left ?? middle + drawing.scrollLeft + 92;
}

const wide = () => document.querySelector("#drawn .flow-wide");
let left;
document.addEventListener("htmx:beforeSwap", () => { left = wide()?.scrollLeft; });
document.addEventListener("htmx:afterSwap", () => show(wide(), left));
show(wide());
