/** Empty the outbox: batches in the order of events, each answered item by item. */
import type { Clock, Item } from "../outbox/items";
import { batch, expire, SECOND_THOUGHT, settle } from "../outbox/outbox";
import { type Phone, refuse } from "../outbox/phones";
import { type Line, MOST_ITEMS, type Reply } from "./wire";

export interface Drained {
  /** Nothing left to send; no answer, so try later; or the key is not accepted. */
  outcome: "empty" | "later" | "refused";
  /** Milliseconds for which the office asked not to be called. */
  after?: number;
  /** The office's clock, in its last answer. */
  serverTime?: string;
}

/** Send what is waiting for one phone, with that phone's key; stop at the first silence. */
export async function drain(
  database: IDBDatabase,
  phone: Phone,
  line: Line,
  clock: Clock,
): Promise<Drained> {
  const drained: Drained = { outcome: "empty" };
  let size = MOST_ITEMS;
  await expire(database, phone.phone, clock.now());
  for (;;) {
    const waiting = await batch(database, phone.phone, "waiting", size);
    const due = waiting.filter((item) => !mayBeTakenBack(item, clock));
    if (due.length === 0) return drained;
    const reply = await line.send(phone.key, due);
    if (reply.kind === "later") {
      return { ...drained, outcome: "later", ...(reply.after ? { after: reply.after } : {}) };
    }
    if (reply.kind === "refused") {
      await refuse(database, phone.phone, phone.key);
      return { ...drained, outcome: "refused" };
    }
    if (reply.kind === "unfit") {
      if (due.length === 1) await setAside(database, phone.phone, due[0]!, reply);
      size = Math.max(1, Math.floor(Math.min(size, due.length) / 2));
      continue;
    }
    if (reply.serverTime) drained.serverTime = reply.serverTime;
    // An answer that settles nothing would be asked for without end.
    if ((await settle(database, phone.phone, reply.verdicts)) === 0) {
      return { ...drained, outcome: "later" };
    }
    size = Math.min(MOST_ITEMS, size * 2);
  }
}

/** An outcome waits a few seconds, so that a wet screen's tap can be taken back. */
function mayBeTakenBack(item: Item, clock: Clock): boolean {
  const age = clock.now() - Date.parse(item.at);
  return item.kind === "outcome" && age >= 0 && age < SECOND_THOUGHT + 2_000;
}

/** A single item that the office cannot read at all is set aside, so that the rest flow. */
async function setAside(
  database: IDBDatabase,
  phone: string,
  item: Item,
  reply: Extract<Reply, { kind: "unfit" }>,
): Promise<void> {
  await settle(database, phone, [
    { id: item.id, status: "rejected", reason: `not_understood_${reply.status}` },
  ]);
}
