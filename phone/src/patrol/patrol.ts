/** One patrol on one phone: what its user does becomes events, and what they see follows from them. */
import { NotSaved } from "../outbox/database";
import type { Clock, Item, Kind, Payload } from "../outbox/items";
import { append, type Counts, counts, items, requeue, withdraw } from "../outbox/outbox";
import { active, all, type Phone, signOut } from "../outbox/phones";
import { compare, type Comparison } from "../sync/compare";
import { type Enrolled, enrolWith } from "../sync/enrolment";
import { line } from "../sync/line";
import { Schedule } from "../sync/schedule";
import { fixPayload, Locator } from "./locator";
import { note, remember } from "./notes";
import { fetchPack, type KeptPack, keptPack, type Shift, type Stop } from "./pack";
import { ScreenTime } from "./screen_time";
import { Wake } from "./wake";
import { length, walkOf, type Walk } from "./walk";

/** What the screen says after a step: that it is saved, or that it is not. */
export interface Message {
  kind: "saved" | "full" | "failed";
  item?: Item;
}

export class Patrol {
  phone: Phone | undefined;
  kept: KeptPack | undefined;
  agreed = 0;
  shift: Shift | undefined;
  events: Item[] = [];
  walk: Walk | undefined;
  passed = new Set<string>();
  total: Counts = { waiting: 0, accepted: 0, aside: 0, withdrawn: 0 };
  others = 0;
  /** Whether a code was entered since the app was opened. */
  enrolled = false;
  message: Message | undefined;
  comparison: Comparison | undefined;
  readonly locator: Locator;
  readonly screen: ScreenTime;
  readonly wake = new Wake();
  readonly schedule: Schedule;
  private lastFix = -Infinity;
  private saving: Promise<unknown> = Promise.resolve();

  constructor(
    readonly database: IDBDatabase,
    readonly clock: Clock,
    readonly base: string,
    private readonly changed: () => void,
  ) {
    this.locator = new Locator((place) => (place ? void this.fix() : this.changed()));
    this.screen = new ScreenTime(database, () => clock.now());
    this.schedule = new Schedule(database, line(base, clock), clock, () => this.recount());
  }

  /** Take up where the phone was left, with no network at all. */
  async open(): Promise<void> {
    await this.screen.load();
    await this.takeUp();
    void this.schedule.now();
    void this.refresh();
  }

  private async takeUp(): Promise<void> {
    this.phone = await active(this.database);
    this.kept = this.phone && (await keptPack(this.database, this.phone.phone));
    this.agreed = (this.phone && (await note<number>(this.database, `purposes ${this.phone.phone}`))) ?? 0;
    const shift = this.phone && (await note<string>(this.database, `shift ${this.phone.phone}`));
    this.shift = undefined;
    await this.choose(this.kept?.pack.shifts.find(({ id }) => id === shift));
    await this.recount();
  }

  private async choose(shift: Shift | undefined): Promise<void> {
    this.shift = shift;
    this.comparison = undefined;
    this.events = shift && this.phone ? await items(this.database, this.phone.phone, shift.id) : [];
    this.passed = new Set(shift ? await note<string[]>(this.database, `passed ${shift.id}`) : []);
    this.follow();
  }

  private follow(): void {
    this.walk = this.shift && walkOf(this.shift, this.events);
    if (this.recording) this.locator.start();
    else this.locator.stop();
    void this.wake.want(this.recording);
    this.changed();
  }

  /** Whether a shift runs: started, not stopped, and not at its hard stop. */
  get recording(): boolean {
    return !!this.walk?.started && !this.walk.stopped && !this.over;
  }

  get over(): boolean {
    return !!this.shift && this.clock.now() >= Date.parse(this.shift.hard_stop);
  }

  async recount(): Promise<void> {
    const phones = await all(this.database);
    const totals = await Promise.all(phones.map(({ phone }) => counts(this.database, phone)));
    const index = phones.findIndex(({ phone }) => phone === this.phone?.phone);
    if (index >= 0) {
      this.total = totals[index]!;
      this.phone = phones[index];
    }
    this.others = totals.reduce((sum, { waiting }, at) => (at === index ? sum : sum + waiting), 0);
    this.changed();
  }

  /** Write an event; only then does anything change on the screen. Steps wait for each other. */
  record(kind: Kind, payload: Payload = {}): Promise<Item | undefined> {
    const step = this.saving.then(() => this.write(kind, payload));
    this.saving = step.catch(() => undefined);
    return step;
  }

  private async write(kind: Kind, payload: Payload): Promise<Item | undefined> {
    const { phone, shift } = this;
    if (!phone || !shift) return undefined;
    if (kind !== "shift_start" && kind !== "outcome" && kind !== "reference" && !this.recording) return undefined;
    try {
      const observation = { kind, shift: shift.id, payload, until: shift.hard_stop };
      const item = await append(this.database, phone.phone, observation, this.clock);
      this.events = [...this.events, item];
      if (kind !== "fix") this.message = { kind: "saved", item };
      this.total = { ...this.total, waiting: this.total.waiting + 1 };
      this.follow();
      void this.schedule.now();
      return item;
    } catch (error) {
      this.message = { kind: error instanceof NotSaved && error.full ? "full" : "failed" };
      this.changed();
      return undefined;
    }
  }

  private async fix(): Promise<void> {
    const place = this.locator.place;
    const seconds = this.kept?.pack.rules.fix_seconds ?? 30;
    if (place && this.recording && this.clock.monotonic() - this.lastFix >= seconds * 1000 - 500) {
      this.lastFix = this.clock.monotonic();
      await this.record("fix", fixPayload(place));
    }
    this.changed();
  }

  async start(shift: Shift, route: number): Promise<void> {
    await this.choose(shift);
    await remember(this.database, `shift ${this.phone!.phone}`, shift.id);
    await this.record("shift_start", { route, app: APP, purposes: this.agreed });
  }

  async stop(): Promise<void> {
    await this.leave();
    await this.record("shift_stop", {});
    await this.schedule.now();
    await this.compare();
  }

  async arrive(stop: Stop): Promise<void> {
    const where = { spot: stop.spot, stop: stop.id, ...this.locator.forEvent(this.clock.now()) };
    const item = await this.record("arrive", where);
    if (item) await this.screen.beat(item.id);
  }

  async leave(): Promise<void> {
    const visit = this.walk?.here;
    if (!visit) return;
    await this.screen.beat(visit.arrive.id);
    const tenth = (value: number) => Math.round(value * 10) / 10;
    await this.record("leave", {
      spot: visit.spot,
      stop: visit.stop,
      ...this.locator.forEvent(this.clock.now()),
      minutes: tenth(length(visit, this.clock) / 60_000),
      locked_minutes: tenth(this.screen.minutes(visit.arrive.id)),
    });
  }

  async outcome(code: string): Promise<void> {
    const spot = this.walk?.here?.spot;
    await this.record("outcome", { code, count: 1, ...(spot ? { spot } : {}) });
  }

  /** Take back an outcome that has not been sent yet. */
  async undo(item: Item): Promise<void> {
    if (!(await withdraw(this.database, item.phone, item.id))) return;
    this.events = this.events.map((each) => (each.id === item.id ? { ...each, state: "withdrawn" } : each));
    this.message = { kind: "saved", item: { ...item, state: "withdrawn" } };
    this.follow();
    await this.recount();
  }

  async callAway(reason: string): Promise<void> {
    await this.leave();
    await this.record("called_away", { reason });
  }

  /** A break is over: the phone's own affair, of which the office hears nothing. */
  async pass(stop: Stop): Promise<void> {
    this.passed = new Set([...this.passed, stop.id]);
    await remember(this.database, `passed ${this.shift!.id}`, [...this.passed]).catch(() => undefined);
    this.changed();
  }

  async compare(): Promise<void> {
    if (!this.phone || !this.shift) return;
    this.comparison = await compare(this.database, this.phone, this.base, this.shift.id);
    await this.recount();
  }

  async refresh(): Promise<void> {
    if (!this.phone || this.phone.refused) return;
    const walked = this.recording ? this.shift?.id : undefined;
    const kept = await fetchPack(this.database, this.phone, this.base, this.clock.now(), walked).catch(
      () => undefined,
    );
    if (kept && kept.phone === this.phone?.phone) this.kept = kept;
    this.changed();
  }

  async enrol(code: string): Promise<Enrolled> {
    const result = await enrolWith(this.database, this.base, code);
    if (!("phone" in result)) return result;
    this.enrolled = true;
    await this.takeUp();
    await this.refresh();
    void this.schedule.now();
    return result;
  }

  async agree(version: number): Promise<void> {
    await remember(this.database, `purposes ${this.phone!.phone}`, version);
    this.agreed = version;
    this.changed();
  }

  async requeue(): Promise<void> {
    if (this.phone) await requeue(this.database, this.phone.phone);
    await this.recount();
    await this.schedule.now();
  }

  /** The summary was read: the list of shifts comes back. */
  async close(): Promise<void> {
    await remember(this.database, `shift ${this.phone!.phone}`, "");
    await this.choose(undefined);
  }

  async signOut(): Promise<void> {
    if (!this.phone) return;
    if (this.recording) await this.stop();
    await signOut(this.database, this.phone.phone);
    await this.takeUp();
  }
}

declare const APP: string;
