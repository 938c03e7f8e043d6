/** How long the screen was off during a visit: a web app sees and records nothing in that time. */
import { note, remember } from "./notes";

const BEAT = 10_000;
/** Longer without a beat than this, and the app did not run. */
const SILENCE = 25_000;

interface Dark {
  visit: string;
  /** Milliseconds without the screen so far. */
  dark: number;
  /** When the app was last awake, by the phone's clock. */
  awake: number;
}

/** Add to a visit's dark time what has passed since the app was last awake; pure. */
export function darkAfter(before: Dark | undefined, visit: string, now: number, gap: number): Dark {
  if (!before || before.visit !== visit) return { visit, dark: 0, awake: now };
  const silent = now - before.awake;
  return { visit, dark: before.dark + (silent > gap ? silent : 0), awake: now };
}

export class ScreenTime {
  private row: Dark | undefined;
  private beats: number | undefined;

  constructor(
    private readonly database: IDBDatabase,
    private readonly now: () => number,
  ) {}

  /** Read what was noted before a restart. */
  async load(): Promise<void> {
    this.row = await note<Dark>(this.database, "screen");
  }

  /** The app is awake; `wasHidden` when the screen has just come back. */
  async beat(visit: string | undefined, wasHidden = false): Promise<void> {
    if (visit === undefined) return;
    const now = this.now();
    if (!wasHidden && this.beats !== undefined && now - this.beats < BEAT) return;
    this.beats = now;
    this.row = darkAfter(this.row, visit, now, wasHidden ? 0 : SILENCE);
    await remember(this.database, "screen", this.row).catch(() => undefined);
  }

  /** The screen goes: whatever follows is dark. */
  async hide(visit: string | undefined): Promise<void> {
    if (visit === undefined) return;
    this.row = darkAfter(this.row, visit, this.now(), SILENCE);
    await remember(this.database, "screen", this.row).catch(() => undefined);
  }

  minutes(visit: string | undefined): number {
    return this.row && this.row.visit === visit ? this.row.dark / 60_000 : 0;
  }
}
