/** Small facts that the phone remembers for itself and sends to nobody. */
import { answer, transact } from "../outbox/database";

export function note<T>(database: IDBDatabase, name: string): Promise<T | undefined> {
  return transact(database, ["notes"], "readonly", async (store) => {
    const row = (await answer(store("notes").get(name))) as { value: T } | undefined;
    return row?.value;
  });
}

export function remember(database: IDBDatabase, name: string, value: unknown): Promise<unknown> {
  return transact(database, ["notes"], "readwrite", (store) =>
    answer(store("notes").put({ name, value })),
  );
}
