/** The phone's own storage: raw IndexedDB, one database for every user of this phone. */

export const NAME = "beatwise-phone";
const VERSION = 1;

export type Store = "items" | "phones" | "packs" | "notes";

/** The phone could not keep something: nothing of the step was saved. */
export class NotSaved extends Error {
  constructor(
    readonly full: boolean,
    cause: unknown,
  ) {
    super(full ? "the storage of this phone is full" : "the storage of this phone failed");
    this.cause = cause;
  }
}

export function open(factory: IDBFactory = indexedDB, name: string = NAME): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, VERSION);
    request.onupgradeneeded = () => create(request.result);
    request.onsuccess = () => {
      // A newer version of the app in another tab must not wait for this one.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(failure(request.error));
  });
}

function create(database: IDBDatabase): void {
  const items = database.createObjectStore("items", { keyPath: ["phone", "seq"] });
  items.createIndex("state", ["phone", "state", "seq"]);
  items.createIndex("shift", ["phone", "shift", "seq"]);
  items.createIndex("id", "id", { unique: true });
  database.createObjectStore("phones", { keyPath: "phone" });
  database.createObjectStore("packs", { keyPath: "phone" });
  database.createObjectStore("notes", { keyPath: "name" });
}

/**
 * Run a step in one transaction; resolve when it is on the disk and not before.
 *
 * Throws NotSaved, and then nothing of the step was saved. `work` may only await what `answer`
 * gives: IndexedDB closes a transaction that waits for anything else.
 */
export function transact<T>(
  database: IDBDatabase,
  stores: Store[],
  mode: IDBTransactionMode,
  work: (store: (name: Store) => IDBObjectStore) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let transaction: IDBTransaction;
    try {
      transaction = database.transaction(stores, mode, { durability: "strict" });
    } catch (error) {
      reject(failure(error));
      return;
    }
    let result: T;
    let cause: unknown;
    transaction.oncomplete = () => (cause === undefined ? resolve(result) : reject(failure(cause)));
    transaction.onabort = () => reject(failure(cause ?? transaction.error));
    work((name) => transaction.objectStore(name)).then(
      (value) => {
        result = value;
      },
      (error: unknown) => {
        cause = error;
        try {
          transaction.abort();
        } catch {
          // It has ended already, and says so in its own event.
        }
      },
    );
  });
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      reject(request.error);
    };
  });
}

function failure(cause: unknown): NotSaved {
  if (cause instanceof NotSaved) return cause;
  const name = (cause as { name?: string } | null)?.name;
  return new NotSaved(name === "QuotaExceededError", cause);
}
