// A page hears that its matter changed, and fetches what it shows of it again: only parts marked as fresh, never a form.
// Without the stream, a reload shows the same.
const source = document.querySelector("[data-live]");

async function refresh() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
  }
}

if (source && document.querySelector("[data-fresh]")) {
  new EventSource(source.dataset.live).addEventListener("changed", refresh);
}
