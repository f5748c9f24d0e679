// While one types in a search field, what one may be about to type: names that the reader may see, as a list of the browser's own.
const PAUSE = 180;
const FEWEST = 2;

function listOf(field) {
  const list = document.createElement("datalist");
  list.id = `${field.id || field.name}-suggested`;
  field.after(list);
  field.setAttribute("list", list.id);
  return list;
}

async function ask(field, list) {
  const words = field.value.trim();
  if (words.length < FEWEST || words === field.dataset.asked) return;
  field.dataset.asked = words;
  const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: words })}`);
  if (!answer.ok || field.value.trim() !== words) return;
  const { items } = await answer.json();
  list.replaceChildren(...items.map((item) => Object.assign(document.createElement("option"), { value: item })));
}

document.querySelectorAll("[data-suggest]").forEach((field) => {
  const list = listOf(field);
  let waiting;
  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(() => ask(field, list), PAUSE);
  });
  field.addEventListener("compositionend", () => ask(field, list));
});
