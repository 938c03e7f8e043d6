/** The outbox: an event is on the phone's disk before the screen says so, and stays there. */
import { answer, NotSaved, transact } from "./database";
import { uuid7 } from "./ids";
import type { Clock, Item, Observation, State } from "./items";
import type { Phone } from "./phones";

/** What the office said about one item. */
export interface Verdict {
  id: string;
  status: "accepted" | "duplicate" | "rejected";
  reason?: string;
  /** Whether a rejected item may be accepted later, when its shift's start has arrived. */
  again?: boolean;
}

export interface Counts {
  waiting: number;
  accepted: number;
  aside: number;
  withdrawn: number;
}

/** Milliseconds for which an outcome can be taken back; it is not sent before. */
export const SECOND_THOUGHT = 8_000;

const LAST = Number.MAX_SAFE_INTEGER;

/** Write an event. When the promise resolves, it is on the disk; throws NotSaved when it is not. */
export function append(
  database: IDBDatabase,
  phone: string,
  observation: Observation,
  clock: Clock,
): Promise<Item> {
  return appendAll(database, phone, [observation], clock).then((items) => items[0]!);
}

/** Write several events that belong together: all of them or none. */
export function appendAll(
  database: IDBDatabase,
  phone: string,
  observations: Observation[],
  clock: Clock,
): Promise<Item[]> {
  return transact(database, ["items", "phones"], "readwrite", async (store) => {
    const row = (await answer(store("phones").get(phone))) as Phone | undefined;
    if (!row) throw new NotSaved(false, `no enrolment '${phone}' on this phone`);
    const items = observations.map((observation, index) =>
      stamped(phone, row.seq + 1 + index, observation, clock),
    );
    for (const item of items) await answer(store("items").add(item));
    await answer(store("phones").put({ ...row, seq: row.seq + items.length }));
    return items;
  });
}

function stamped(phone: string, seq: number, observation: Observation, clock: Clock): Item {
  const now = clock.now();
  return {
    phone,
    seq,
    id: uuid7(now),
    at: new Date(now).toISOString(),
    mono: Math.round(clock.monotonic()),
    session: clock.session,
    ...observation,
    state: "waiting",
  };
}

/** The oldest items in a state, by sequence, at most `limit`. */
export function batch(
  database: IDBDatabase,
  phone: string,
  state: State,
  limit: number,
): Promise<Item[]> {
  return transact(database, ["items"], "readonly", async (store) =>
    answer(store("items").index("state").getAll(inState(phone, state), limit) as IDBRequest<Item[]>),
  );
}

function inState(phone: string, state: State): IDBKeyRange {
  return IDBKeyRange.bound([phone, state, 0], [phone, state, LAST]);
}

/** Every item of a phone, or of one of its shifts, by sequence. */
export function items(database: IDBDatabase, phone: string, shift?: string): Promise<Item[]> {
  return transact(database, ["items"], "readonly", async (store) => {
    const request =
      shift === undefined
        ? store("items").getAll(IDBKeyRange.bound([phone, 0], [phone, LAST]))
        : store("items").index("shift").getAll(IDBKeyRange.bound([phone, shift, 0], [phone, shift, LAST]));
    return answer(request as IDBRequest<Item[]>);
  });
}

/** File the office's verdicts; return how many items left the queue. Other phones' are not touched. */
export function settle(
  database: IDBDatabase,
  phone: string,
  verdicts: Verdict[],
): Promise<number> {
  return transact(database, ["items"], "readwrite", async (store) => {
    let settled = 0;
    for (const verdict of verdicts) {
      const item = (await answer(store("items").index("id").get(verdict.id))) as Item | undefined;
      // What was accepted once stays so: a late answer to an earlier try changes nothing.
      if (!item || item.phone !== phone || item.state === "accepted") continue;
      await answer(store("items").put(filed(item, verdict)));
      settled += 1;
      if (item.kind === "shift_start" && verdict.status !== "rejected") {
        await release(store("items"), phone, item.shift);
      }
    }
    return settled;
  });
}

function filed({ reason: _, ...item }: Item, verdict: Verdict): Item {
  if (verdict.status !== "rejected") return { ...item, state: "accepted" };
  return { ...item, state: verdict.again ? "held" : "aside", reason: verdict.reason ?? "" };
}

/** A shift's start has arrived: what waited for it goes back into the queue. */
async function release(store: IDBObjectStore, phone: string, shift: string): Promise<void> {
  const range = inState(phone, "held");
  const rows = await answer(store.index("state").getAll(range) as IDBRequest<Item[]>);
  for (const row of rows) {
    if (row.shift === shift) await answer(store.put({ ...row, state: "waiting" }));
  }
}

/** Set aside what is still held when its shift is over; return how many items that were. */
export function expire(database: IDBDatabase, phone: string, now: number): Promise<number> {
  return move(database, phone, "held", "aside", (item) => Date.parse(item.until) <= now);
}

/** Queue again what was set aside, for instance after the office has corrected a plan. */
export function requeue(database: IDBDatabase, phone: string): Promise<number> {
  return move(database, phone, "aside", "waiting", () => true);
}

/** Take back an outcome that was recorded by mistake and not sent; it stays on the phone as such. */
export function withdraw(database: IDBDatabase, phone: string, id: string): Promise<number> {
  return move(database, phone, "waiting", "withdrawn", (item) => item.id === id);
}

function move(
  database: IDBDatabase,
  phone: string,
  before: State,
  after: State,
  fits: (item: Item) => boolean,
): Promise<number> {
  return transact(database, ["items"], "readwrite", async (store) => {
    const index = store("items").index("state");
    const rows = await answer(index.getAll(inState(phone, before)) as IDBRequest<Item[]>);
    const chosen = rows.filter(fits);
    for (const row of chosen) await answer(store("items").put({ ...row, state: after }));
    return chosen.length;
  });
}

/** How many items are in each state; what is held counts as waiting. */
export function counts(database: IDBDatabase, phone: string): Promise<Counts> {
  return transact(database, ["items"], "readonly", async (store) => {
    const index = store("items").index("state");
    const count = (state: State) => answer(index.count(inState(phone, state)));
    return {
      waiting: (await count("waiting")) + (await count("held")),
      accepted: await count("accepted"),
      aside: await count("aside"),
      withdrawn: await count("withdrawn"),
    };
  });
}
