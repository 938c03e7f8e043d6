// While the worker is at a file: look again every three seconds, later every fifteen, for half an
// hour in all, and show how far it is. What an import came to is another page at the same address:
// it is loaded. Without this script the page says the same and has a link to look again.
let looks = 200;

async function look() {
  const answer = await fetch(location.href);
  if (answer.redirected) return; // signed out meanwhile
  if (!answer.ok) return again(); // too busy just now, which is no end
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-waiting]");
  const shown = document.querySelector("[data-waiting]");
  const over = fresh?.dataset.waiting !== "yes";
  if (over && shown.id === "run") return location.reload();
  const focused = shown.contains(document.activeElement);
  if (!focused && fresh.textContent !== shown.textContent) shown.replaceChildren(...fresh.childNodes);
  if (focused || !over) again();
}

function again() {
  looks -= 1;
  if (looks > 0) setTimeout(() => look().catch(again), looks > 100 ? 3000 : 15000);
}

again();
