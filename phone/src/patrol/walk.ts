/** Where a shift stands, worked out from its events alone: after a restart it is all there again. */
import type { Clock, Item } from "../outbox/items";
import type { Route, Shift, Stop } from "./pack";

export interface Visit {
  stop: string;
  spot: string;
  arrive: Item;
  leave?: Item;
}

export interface Walk {
  route: Route;
  started: boolean;
  stopped?: Item;
  visits: Visit[];
  here?: Visit;
  away?: Item;
  awayMilliseconds: number;
  skipped: Map<string, string>;
  /** Ids of the stops in the order in which they are to be walked. */
  order: string[];
  outcomes: Map<string, number>;
  lastContact?: Item;
}

/** Return the state of a shift after its events, in their order; withdrawn ones do not count. */
export function walkOf(shift: Shift, events: Item[]): Walk {
  const number = startOf(events)?.payload["route"];
  const route = shift.routes.find((each) => each.number === number) ?? shift.routes[0]!;
  const walk: Walk = {
    route,
    started: false,
    visits: [],
    awayMilliseconds: 0,
    skipped: new Map(),
    order: route.stops.map(({ id }) => id),
    outcomes: new Map(),
  };
  for (const event of events) if (event.state !== "withdrawn") follow(walk, event);
  return walk;
}

function startOf(events: Item[]): Item | undefined {
  return [...events].reverse().find(({ kind }) => kind === "shift_start");
}

function follow(walk: Walk, event: Item): void {
  const { kind, payload } = event;
  if (kind === "shift_start") {
    walk.started = true;
    walk.lastContact = event;
    delete walk.stopped;
  } else if (kind === "shift_stop") {
    leave(walk, event);
    back(walk, event);
    walk.stopped = event;
  } else if (kind === "arrive") {
    leave(walk, event);
    walk.here = { stop: String(payload["stop"] ?? ""), spot: String(payload["spot"]), arrive: event };
    walk.visits.push(walk.here);
  } else if (kind === "leave") leave(walk, event);
  else if (kind === "called_away") {
    leave(walk, event);
    walk.away = event;
  } else if (kind === "back") back(walk, event);
  else if (kind === "skip") walk.skipped.set(String(payload["stop"]), String(payload["reason"]));
  else if (kind === "reorder") walk.order = reordered(walk.order, payload["stops"] as string[]);
  else if (kind === "welfare_ok") walk.lastContact = event;
  else if (kind === "outcome") {
    const code = String(payload["code"]);
    walk.outcomes.set(code, (walk.outcomes.get(code) ?? 0) + Number(payload["count"] ?? 1));
  }
}

function leave(walk: Walk, event: Item): void {
  if (!walk.here) return;
  walk.here.leave = event;
  delete walk.here;
}

function back(walk: Walk, event: Item): void {
  if (!walk.away) return;
  walk.awayMilliseconds += between(walk.away, event);
  delete walk.away;
}

/** The stated stops first, then those that it does not name, as they were. */
export function reordered(before: string[], stated: string[]): string[] {
  const named = stated.filter((id) => before.includes(id));
  return [...named, ...before.filter((id) => !named.includes(id))];
}

/** Milliseconds between two events: by the clock that cannot be changed, where both have it. */
export function between(first: Item, second: Pick<Item, "at" | "mono" | "session">): number {
  const same = first.session === second.session;
  const gap = same ? second.mono - first.mono : Date.parse(second.at) - Date.parse(first.at);
  return Math.max(0, gap);
}

export function since(event: Item, clock: Clock): number {
  const now = { at: new Date(clock.now()).toISOString(), mono: clock.monotonic(), session: clock.session };
  return between(event, now);
}

/** Milliseconds of a visit, until now where it goes on, and never beyond the shift's hard stop. */
export function length(visit: Visit, clock: Clock): number {
  const whole = visit.leave ? between(visit.arrive, visit.leave) : since(visit.arrive, clock);
  const most = Date.parse(visit.arrive.until) - Date.parse(visit.arrive.at);
  return Math.max(0, Math.min(whole, most));
}

/** The stops that are still to come, in order; `passed` are breaks that are over. */
export function ahead(walk: Walk, passed: Set<string>): Stop[] {
  const done = new Set([...walk.visits.map(({ stop }) => stop), ...walk.skipped.keys(), ...passed]);
  const stops = new Map(walk.route.stops.map((stop) => [stop.id, stop]));
  return walk.order.filter((id) => !done.has(id)).map((id) => stops.get(id)!);
}
