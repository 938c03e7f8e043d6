/** One phone, its users and its office, and everything that can go wrong between them. */
import assert from "node:assert/strict";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { NotSaved, open } from "../src/outbox/database";
import type { Clock, Item, Kind, Observation } from "../src/outbox/items";
import { append, counts, items, requeue, withdraw } from "../src/outbox/outbox";
import { active, all, enrol, signOut } from "../src/outbox/phones";
import { agree, digest } from "../src/sync/digest";
import { drain } from "../src/sync/drain";
import { Office, type Weather } from "./office";

/** Where the next writes go wrong: at the n-th one, by a full disk or by the end of the process. */
const fault: { kind: "none" | "full" | "kill" | "kill before commit"; left: number } = { kind: "none", left: 0 };

for (const method of ["put", "add"] as const) {
  const real = IDBObjectStore.prototype[method];
  IDBObjectStore.prototype[method] = function (this: IDBObjectStore, ...words: [unknown]) {
    if (fault.kind !== "none" && (fault.left -= 1) < 0) {
      if (fault.kind === "full") throw new DOMException("no room", "QuotaExceededError");
      if (fault.kind === "kill") this.transaction.abort();
      else {
        // Everything is written, and the process ends before the disk has it.
        const request = real.apply(this, words as never);
        const { transaction } = this;
        request.addEventListener("success", () => transaction.abort());
        fault.kind = "none";
        return request;
      }
    }
    return real.apply(this, words as never);
  } as never;
}

const START = Date.UTC(2027, 3, 19, 9);
const HOUR = 3_600_000;
const KINDS: Kind[] = ["arrive", "leave", "fix", "fix", "fix", "outcome", "skip", "welfare_ok", "reference"];

export class World {
  readonly office = new Office();
  readonly acknowledged = new Map<string, Item>();
  private readonly withdrawn = new Set<string>();
  private readonly factory = new IDBFactory();
  private database!: IDBDatabase;
  private now = START;
  private mono = 0;
  private opened = 0;
  private syncing: Promise<unknown>[] = [];
  private users = ["Phone 1", "Phone 2"];

  readonly clock: Clock = ((world: World) => ({
    now: () => world.now,
    monotonic: () => world.mono,
    get session() {
      return `s${world.opened}`;
    },
  }))(this);

  async begin(): Promise<void> {
    this.database = await open(this.factory);
    await this.signIn(0);
    await this.record("shift_start");
  }

  async pass(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    this.mono += milliseconds;
    this.office.now += milliseconds;
  }

  /** The user, or the network, sets the phone's clock; the office's goes on. */
  changeClock(milliseconds: number): void {
    this.now += milliseconds;
  }

  async record(
    kind: Kind | number,
    payload: Observation["payload"] = {},
    shift = "day",
  ): Promise<Item | undefined> {
    const phone = await active(this.database);
    if (!phone) return undefined;
    const chosen = typeof kind === "number" ? KINDS[kind % KINDS.length]! : kind;
    const until = new Date(START + 9 * HOUR).toISOString();
    const observation = { kind: chosen, shift, payload, until };
    const item = await append(this.database, phone.phone, observation, this.clock);
    this.acknowledged.set(item.id, item);
    return item;
  }

  /** The storage is full at the n-th write: the user is told, and nothing is half there. */
  async recordOnFullDisk(write: number): Promise<void> {
    const before = await this.everything();
    if (!(await active(this.database))) return;
    Object.assign(fault, { kind: "full", left: write % 2 });
    await assert.rejects(this.record("fix"), (error) => error instanceof NotSaved && error.full);
    fault.kind = "none";
    assert.deepEqual(await this.everything(), before);
  }

  /** The process ends in the middle of a write; the user never saw it acknowledged. */
  async killWhileRecording(write: number): Promise<void> {
    const kind = write % 2 ? "kill" : "kill before commit";
    Object.assign(fault, { kind, left: write % 2 ? write % 3 : 1 });
    await this.record("fix").catch((error: unknown) => assert.ok(error instanceof NotSaved));
    fault.kind = "none";
    await this.reopen();
  }

  /** The process ends while the office's verdicts are being filed. */
  async killWhileSending(write: number): Promise<void> {
    Object.assign(fault, { kind: "kill", left: write % 5 });
    await this.sync(() => "fine").catch((error: unknown) => assert.ok(error instanceof NotSaved));
    fault.kind = "none";
    await this.reopen();
  }

  private async reopen(): Promise<void> {
    await this.settled();
    this.database.close();
    this.opened += 1;
    this.mono = 0;
    this.database = await open(this.factory);
  }

  async undo(): Promise<void> {
    const phone = await active(this.database);
    const item = phone && (await this.record("outcome"));
    if (!item) return;
    assert.equal(await withdraw(this.database, phone.phone, item.id), 1);
    this.withdrawn.add(item.id);
  }

  /** Start sending and do not wait: what follows happens while answers are under way. */
  send(weather: () => Weather): void {
    this.syncing.push(this.sync(weather));
  }

  private async sync(weather: () => Weather): Promise<void> {
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    for (const phone of await all(this.database)) {
      if (!phone.refused) await drain(this.database, phone, this.office.line(weather, pause), this.clock);
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.syncing.splice(0));
  }

  /** The office no longer knows the key of who is in use. */
  async expireKey(): Promise<void> {
    const phone = await active(this.database);
    if (phone) this.office.revoke(phone.key);
  }

  /** Whoever is in use enters a new code. */
  async renewKey(): Promise<void> {
    const phone = await active(this.database);
    if (phone) await enrol(this.database, phone.phone, this.office.enrol(phone.phone), phone.name);
  }

  /** Sign out, perhaps with much unsent, and let the other user in. */
  async changeUser(): Promise<void> {
    const phone = await active(this.database);
    if (phone) await signOut(this.database, phone.phone);
    await this.signIn(phone?.phone === this.users[0] ? 1 : 0);
    await this.record("shift_start");
  }

  private async signIn(user: number): Promise<void> {
    const phone = this.users[user]!;
    await enrol(this.database, phone, this.office.enrol(phone), phone);
  }

  private async everything(): Promise<Item[]> {
    const phones = await all(this.database);
    return (await Promise.all(phones.map(({ phone }) => items(this.database, phone)))).flat();
  }

  /** Good weather at last, a fresh key for everybody, and the shift's end. */
  async heal(): Promise<void> {
    await this.settled();
    this.now = this.office.now = Math.max(this.now, this.office.now) + 24 * HOUR;
    for (const { phone } of await all(this.database)) {
      await enrol(this.database, phone, this.office.enrol(phone), phone);
    }
    await this.sync(() => "fine");
    await this.sync(() => "fine");
  }

  /** Nothing acknowledged is lost, nothing is counted twice, every item is accounted for. */
  async check(): Promise<void> {
    const stored = new Map((await this.everything()).map((item) => [item.id, item]));
    for (const id of this.acknowledged.keys()) assert.ok(stored.has(id), `acknowledged ${id} is lost`);
    for (const id of this.withdrawn) assert.equal(stored.get(id)?.state, "withdrawn", "sent all the same");
    const entries = this.office.entries;
    assert.equal(new Set(entries.map(({ item }) => item.id)).size, entries.length, "counted twice");
    for (const { phone, item } of entries) {
      assert.equal(stored.get(item.id)?.phone, phone, "one user's item came as another's");
      assert.equal(stored.get(item.id)?.state, "accepted", "the office has it, the phone says not");
    }
    const accepted = new Set(entries.map(({ item }) => item.id));
    for (const item of stored.values()) {
      assert.ok(["accepted", "aside", "withdrawn"].includes(item.state), `${item.kind} is ${item.state}`);
      assert.equal(item.state === "accepted", accepted.has(item.id), `${item.state}, office differs`);
      if (item.state === "aside") assert.ok(item.reason, "set aside without a reason");
    }
    await this.checkPhones(entries.map((entry) => ({ ...entry.item, phone: entry.phone })));
  }

  private async checkPhones(entries: Item[]): Promise<void> {
    for (const { phone } of await all(this.database)) {
      const own = await items(this.database, phone);
      assert.deepEqual(own.map((item) => item.seq), own.map((_, index) => index + 1), "a gap in the order");
      const total = await counts(this.database, phone);
      assert.equal(total.waiting, 0, "something is still waiting");
      assert.equal(total.accepted + total.aside + total.withdrawn, own.length);
      const theirs = entries.filter((item) => item.phone === phone);
      const office = theirs.map((item) => ({ ...item, state: "accepted" as const }));
      assert.ok(agree(await digest(own), await digest(office)), "the digests differ");
    }
  }

  async requeue(): Promise<void> {
    for (const { phone } of await all(this.database)) await requeue(this.database, phone);
  }
}
