// Sentences that only the browser says, in the language of the page.
const chinese = document.documentElement.lang.startsWith("zh");

export function say(inChinese, inEnglish) {
  return chinese ? inChinese : inEnglish;
}

/** Puts a sentence before the form or page it is about; readers of the screen hear it. */
export function tell(sentence, before, kind = "warning") {
  const bar = document.createElement("p");
  bar.className = `banner banner--${kind}`;
  bar.setAttribute("role", "alert");
  bar.textContent = sentence;
  before.prepend(bar);
  return bar;
}
