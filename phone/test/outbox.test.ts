import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { open } from "../src/outbox/database";
import { uuid7 } from "../src/outbox/ids";
import type { Clock, Item } from "../src/outbox/items";
import { appendAll, expire, items, settle } from "../src/outbox/outbox";
import { enrol } from "../src/outbox/phones";
import { digest } from "../src/sync/digest";
import { reply } from "../src/sync/wire";
import { Schedule, wait } from "../src/sync/schedule";

const NOON = Date.UTC(2027, 3, 19, 12);
const clock: Clock = { now: () => NOON, monotonic: () => 5_000.4, session: "s" };

async function outbox(): Promise<[IDBDatabase, Item[]]> {
  const database = await open(new IDBFactory());
  await enrol(database, "P", "key", "Phone 7");
  const until = new Date(NOON + 1_000).toISOString();
  const observations = (["fix", "shift_start"] as const).map((kind) => ({ kind, shift: "day", payload: {}, until }));
  return [database, await appendAll(database, "P", observations, clock)];
}

const states = async (database: IDBDatabase) => (await items(database, "P")).map(({ state }) => state);

test("a UUID of version 7 begins with its milliseconds", () => {
  assert.match(uuid7(0x0123456789ab), /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("what waits for its shift's start goes back into the queue when the start is accepted", async () => {
  const [database, [fix, start]] = await outbox();
  await settle(database, "P", [{ id: fix!.id, status: "rejected", reason: "not_started", again: true }]);
  assert.deepEqual(await states(database), ["held", "waiting"]);
  await settle(database, "P", [{ id: start!.id, status: "accepted" }]);
  assert.deepEqual(await states(database), ["waiting", "accepted"]);
});

test("what waits for a start that never comes is set aside at the hard stop, not before", async () => {
  const [database, [fix]] = await outbox();
  await settle(database, "P", [{ id: fix!.id, status: "rejected", reason: "not_started", again: true }]);
  assert.equal(await expire(database, "P", NOON + 999), 0);
  assert.equal(await expire(database, "P", NOON + 1_000), 1);
  assert.deepEqual(await states(database), ["aside", "waiting"]);
});

test("a late refusal does not undo an acceptance", async () => {
  const [database, [fix]] = await outbox();
  await settle(database, "P", [{ id: fix!.id, status: "accepted" }]);
  await settle(database, "P", [{ id: fix!.id, status: "rejected", reason: "not_started", again: true }]);
  assert.deepEqual(await states(database), ["accepted", "waiting"]);
});

test("only 401 says that a key is refused, and a page of HTML says nothing", async () => {
  const [, sent] = await outbox();
  const kinds = [401, 403, 404, 429, 500, 200].map((status) => reply(status, "<html>", sent, null).kind);
  assert.deepEqual(kinds, ["refused", "later", "later", "later", "later", "later"]);
});

test("the digest of no records is that of the empty text", async () => {
  const { count, digest: hash } = await digest([]);
  assert.equal(count, 0);
  assert.equal(hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("silences are answered with growing waits, and an office that asks for longer gets it", () => {
  assert.deepEqual([0, 1, 2, 9].map((silences) => wait(silences, 0, 1)), [5_000, 10_000, 20_000, 120_000]);
  assert.equal(wait(0, 60_000, 0), 60_000);
});

test("what another window was sending when it closed is looked at again", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const [database] = await outbox();
  let free = false;
  const locks = { request: (_: string, __: object, work: (lock: object | null) => Promise<void>) => work(free ? {} : null) };
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
  const batches: number[] = [];
  const line = {
    send: async (_: string, sent: Item[]) => {
      batches.push(sent.length);
      return { kind: "verdicts" as const, verdicts: sent.map(({ id }) => ({ id, status: "accepted" as const })) };
    },
  };
  const schedule = new Schedule(database, line, clock, async () => undefined);
  await schedule.now();
  assert.deepEqual(batches, []);
  free = true;
  context.mock.timers.tick(5_000);
  for (let turn = 0; turn < 50 && batches.length === 0; turn += 1) await new Promise(setImmediate);
  assert.deepEqual(batches, [2]);
});

test("a count that the screen cannot show does not end the sending", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  const [database] = await outbox();
  let batches = 0;
  const line = {
    send: async (_: string, sent: Item[]) => {
      batches += 1;
      const verdicts = sent.map(({ id }) => ({ id, status: "accepted" as const }));
      return batches === 1 ? { kind: "later" as const } : { kind: "verdicts" as const, verdicts };
    },
  };
  const schedule = new Schedule(database, line, clock, () => Promise.reject(new Error("the storage failed")));
  await schedule.now();
  context.mock.timers.tick(10_000);
  for (let turn = 0; turn < 50 && batches < 2; turn += 1) await new Promise(setImmediate);
  assert.equal(batches, 2);
});
