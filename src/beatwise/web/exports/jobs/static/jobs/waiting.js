// While the worker is at a file: look again every three seconds, for ten minutes at most, and show
// how far it is; what an import found is shown by the page itself, loaded again. Without this script the page says the same and has a link to look again.
let looks = 200;

async function look() {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-waiting]");
  const shown = document.querySelector("[data-waiting]");
  if (!fresh || shown.contains(document.activeElement)) return again();
  if (fresh.textContent !== shown.textContent) shown.replaceChildren(...fresh.childNodes);
  if (fresh.dataset.waiting === "yes") again();
  else if (shown.id === "run") location.reload();
}

function again() {
  looks -= 1;
  if (looks > 0) setTimeout(() => look().catch(() => {}), 3000);
}

again();
