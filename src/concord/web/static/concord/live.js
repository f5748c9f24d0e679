// A page hears that its matter changed, and fetches what it shows of it again: only parts marked as fresh, never a form.
// A page of counts pauses between two looks. Without the stream, a reload shows the same.
const source = document.querySelector("[data-live]");

/** Fetches the page again and puts its fresh parts in place; answers with the page, or null where none came. */
export async function refresh() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
  }
  document.dispatchEvent(new Event("concord:fresh"));
  return page;
}

/** Calls `look` when something changed, and when the line was cut and is whole again. */
export function hear(look) {
  const pause = Number(source.dataset.pause ?? 0);
  const stream = new EventSource(source.dataset.live);
  let waiting = null;
  let cut = false;
  const soon = () => {
    waiting ??= setTimeout(() => { waiting = null; look(); }, pause);
  };
  stream.addEventListener("changed", soon);
  stream.addEventListener("error", () => { cut = true; });
  stream.addEventListener("open", () => {
    if (cut) soon();
    cut = false;
  });
  return stream;
}

if (source && !source.hasAttribute("data-wall") && document.querySelector("[data-fresh]")) hear(refresh);
