/** Who has enrolled on this device. Each enrolment has its own outbox and its own key. */
import { answer, transact } from "./database";

export interface Phone {
  /** The office's name for the enrolment; the outbox is filed under it. */
  phone: string;
  key: string;
  /** The pseudonym that the office shows. */
  name: string;
  /** The last sequence number that was given out. */
  seq: number;
  /** Whether the office refused the key, so that nothing is sent until a new code is entered. */
  refused: boolean;
  /** Whether its user has signed out; what is waiting is still sent. */
  left: boolean;
}

/** Keep an enrolment and make it the one in use. The same phone keeps its outbox under a new key. */
export function enrol(database: IDBDatabase, phone: string, key: string, name: string): Promise<Phone> {
  return transact(database, ["phones", "notes"], "readwrite", async (store) => {
    const before = (await answer(store("phones").get(phone))) as Phone | undefined;
    const row: Phone = { phone, key, name, seq: before?.seq ?? 0, refused: false, left: false };
    await answer(store("phones").put(row));
    await answer(store("notes").put({ name: "active", value: phone }));
    return row;
  });
}

/** Sign out: nobody is in use on this device, and nothing at all is erased. */
export function signOut(database: IDBDatabase, phone: string): Promise<void> {
  return transact(database, ["phones", "notes"], "readwrite", async (store) => {
    const row = (await answer(store("phones").get(phone))) as Phone | undefined;
    if (row) await answer(store("phones").put({ ...row, left: true }));
    await answer(store("notes").delete("active"));
  });
}

export function active(database: IDBDatabase): Promise<Phone | undefined> {
  return transact(database, ["phones", "notes"], "readonly", async (store) => {
    const note = (await answer(store("notes").get("active"))) as { value: string } | undefined;
    if (!note) return undefined;
    return (await answer(store("phones").get(note.value))) as Phone | undefined;
  });
}

export function all(database: IDBDatabase): Promise<Phone[]> {
  return transact(database, ["phones"], "readonly", async (store) =>
    answer(store("phones").getAll() as IDBRequest<Phone[]>),
  );
}

/** Note that the office refused a key. A key that was replaced meanwhile is not touched. */
export function refuse(database: IDBDatabase, phone: string, key: string): Promise<void> {
  return transact(database, ["phones"], "readwrite", async (store) => {
    const row = (await answer(store("phones").get(phone))) as Phone | undefined;
    if (row && row.key === key) await answer(store("phones").put({ ...row, refused: true }));
  });
}
