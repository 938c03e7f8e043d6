/** The service worker: the app's own files come from the phone, records and packs never do. */
declare const VERSION: string;
declare const FILES: string[];

const scope = self as unknown as ServiceWorkerGlobalScope;
const NAME = `beatwise-phone-${VERSION}`;

scope.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" }))))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("beatwise-phone-") && name !== NAME))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || !address.href.startsWith(scope.registration.scope)) return;
  event.respondWith(fromPhone(event.request));
});

async function fromPhone(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const file = request.mode === "navigate" ? "./" : request;
  return (await cache.match(file, { ignoreSearch: true })) ?? fetch(request);
}
