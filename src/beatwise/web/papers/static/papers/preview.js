// While a paper is written: show what it would say, half a second after the last key. Without this
// script the preview is that of the saved text, and saving shows the new one.
const source = document.querySelector("[data-preview-source]");
const shown = document.querySelector("[data-preview]");
let timer = 0;
let latest = 0;

async function show() {
  latest += 1;
  const number = latest;
  const answer = await fetch(shown.dataset.preview, {
    method: "POST",
    body: new FormData(source.form),
  });
  if (!answer.ok || answer.redirected || number !== latest) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  shown.replaceChildren(...page.body.childNodes);
}

source.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => show().catch(() => {}), 500);
});
