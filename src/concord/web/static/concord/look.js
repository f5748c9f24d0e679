// What makes every page comfortable; every page works without it.
import "./draft.js";
import "./live.js";
import { say } from "./words.js";

/** Places while one types. */
function offerPlaces(input) {
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.length < 2) return;
    timer = setTimeout(async () => {
      const answer = await fetch(`${input.dataset.places}?q=${encodeURIComponent(input.value)}`).catch(() => null);
      if (!answer?.ok) return; // the box still takes typed words
      const places = await answer.json();
      input.list.replaceChildren(...places.map((place) => new Option("", place.path)));
    }, 250);
  });
}

/** A deed that has to wait says for how long. */
function countDown(press) {
  const words = press.textContent;
  let left = Number(press.dataset.countdown);
  press.disabled = true;
  const show = () => { press.textContent = say(`${words}（${left} 秒后）`, `${words} (in ${left} s)`); };
  show();
  const clock = setInterval(() => {
    left -= 1;
    if (left > 0) return show();
    clearInterval(clock);
    press.disabled = false;
    press.textContent = words;
  }, 1000);
}

document.querySelectorAll("input[data-places]").forEach(offerPlaces);
document.querySelectorAll("[data-countdown]").forEach(countDown);
document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (!copy) return;
  await navigator.clipboard.writeText(document.querySelector(copy.dataset.copy).textContent.trim());
  copy.textContent = say("已复制", "Copied");
});
