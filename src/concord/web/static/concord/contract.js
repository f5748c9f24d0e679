// The text follows the finding that is at hand, and a page that waits for the worker looks again by itself.
const WAIT = 4000;

function show(key) {
  document.querySelectorAll(".found--current").forEach((one) => one.classList.remove("found--current"));
  const place = document.getElementById(`m${key}`);
  let words = place;
  while (words && !words.classList.contains("found")) words = words.nextElementSibling;
  if (!words || !matchMedia("(min-width: 60rem)").matches) return;
  words.classList.add("found--current");
  words.scrollIntoView({ block: "center" });
}

document.addEventListener("focusin", (event) => {
  const finding = event.target.closest(".finding");
  if (finding && event.target.matches("[data-place]")) show(finding.id.slice(1));
});

if (document.querySelector("[data-reading]")) setTimeout(() => location.reload(), WAIT);
