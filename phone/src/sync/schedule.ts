/** When to send: at once, then at growing distances while there is no answer. */
import type { Clock } from "../outbox/items";
import { counts } from "../outbox/outbox";
import { all } from "../outbox/phones";
import { type Drained, drain } from "./drain";
import type { Line } from "./wire";

const FIRST = 5_000;
const LONGEST = 120_000;

/** The wait after so many silences in a row, ms; up to a quarter is chance, so phones spread out. */
export function wait(silences: number, after: number, chance: number): number {
  const grown = Math.min(LONGEST, FIRST * 2 ** Math.min(10, silences));
  return Math.max(after, grown * (0.75 + 0.25 * chance));
}

export class Schedule {
  silences = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly database: IDBDatabase,
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly changed: () => Promise<void>,
  ) {}

  /** Send what is waiting, of every user of this phone; one run at a time, in one window at a time. */
  now(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    clearTimeout(this.timer);
    this.running = this.alone().finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        void this.now();
      }
    });
    return this.running;
  }

  private async alone(): Promise<void> {
    if ("locks" in navigator) {
      await navigator.locks.request("beatwise-sync", { ifAvailable: true }, async (lock) => {
        if (lock) await this.run();
        // Another window sends, or one that was closed has not let go yet: look again.
        else await this.plan(0);
      });
    } else await this.run();
  }

  private async run(): Promise<void> {
    let last: Drained = { outcome: "empty" };
    try {
      for (const phone of await all(this.database)) {
        const result = phone.refused ? undefined : await drain(this.database, phone, this.line, this.clock);
        if (result?.outcome === "later") last = result;
      }
    } catch {
      last = { outcome: "later" }; // The storage failed; the items are where they were.
    }
    this.silences = last.outcome === "later" ? this.silences + 1 : 0;
    await this.changed().catch(() => undefined); // What the screen cannot show is sent all the same.
    await this.plan(last.after ?? 0);
  }

  private async plan(after: number): Promise<void> {
    // A storage that does not answer now may have something to send when it does.
    if (!(await this.waiting().catch(() => true))) return;
    this.timer = setTimeout(() => void this.now(), wait(this.silences, after, Math.random()));
  }

  private async waiting(): Promise<boolean> {
    const phones = (await all(this.database)).filter((phone) => !phone.refused);
    const totals = await Promise.all(phones.map(({ phone }) => counts(this.database, phone)));
    return totals.some(({ waiting }) => waiting > 0);
  }
}
