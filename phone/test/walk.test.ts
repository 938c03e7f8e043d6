import assert from "node:assert/strict";
import { test } from "node:test";
import type { Clock, Item, Kind, Payload } from "../src/outbox/items";
import { distanceTo } from "../src/patrol/places";
import { type Shift, withShift, type Pack } from "../src/patrol/pack";
import { darkAfter } from "../src/patrol/screen_time";
import { ahead, length, reordered, walkOf } from "../src/patrol/walk";
import { minutesLeft } from "../src/patrol/welfare";

const NOON = Date.UTC(2027, 3, 19, 12);
const MINUTE = 60_000;
const stop = (id: string) => ({ id, kind: "visit", spot: `spot ${id}`, name: id, way: [] });
const shift = { id: "day", routes: [{ number: 1, stops: ["a", "b", "c"].map(stop) }] } as unknown as Shift;
const clock = (minute: number): Clock => ({
  now: () => NOON + minute * MINUTE,
  monotonic: () => minute * MINUTE,
  session: "s",
});

let seq = 0;
function event(kind: Kind, minute: number, payload: Payload = {}, more: Partial<Item> = {}): Item {
  const at = new Date(NOON + minute * MINUTE).toISOString();
  const until = new Date(NOON + 480 * MINUTE).toISOString();
  seq += 1;
  return {
    phone: "P", seq, id: `${seq}`, at, mono: minute * MINUTE, session: "s", kind, shift: "day", payload, until,
    state: "waiting", ...more,
  };
}

test("a visit runs from arrival to leaving, and the next one is what is left of the order", () => {
  const walk = walkOf(shift, [
    event("shift_start", 0, { route: 1 }),
    event("arrive", 5, { spot: "spot a", stop: "a" }),
    event("leave", 17, { spot: "spot a", stop: "a" }),
    event("reorder", 18, { stops: ["c", "b"] }),
    event("skip", 19, { stop: "c", reason: "unsafe" }),
  ]);
  assert.equal(length(walk.visits[0]!, clock(60)), 12 * MINUTE);
  assert.deepEqual(ahead(walk, new Set()).map(({ id }) => id), ["b"]);
});

test("a clock that is set back in a visit does not shorten it", () => {
  const arrive = event("arrive", 5, { spot: "spot a", stop: "a" });
  const leave = event("leave", 15, {}, { at: new Date(NOON - 600 * MINUTE).toISOString() });
  const walk = walkOf(shift, [event("shift_start", 0), arrive, leave]);
  assert.equal(length(walk.visits[0]!, clock(15)), 10 * MINUTE);
});

test("a visit that nobody ended is not longer than its shift", () => {
  const walk = walkOf(shift, [event("shift_start", 0), event("arrive", 470, { spot: "spot a", stop: "a" })]);
  assert.equal(length(walk.visits[0]!, clock(2_000)), 10 * MINUTE);
});

test("being called away ends the visit, and stopping ends the absence", () => {
  const walk = walkOf(shift, [
    event("shift_start", 0),
    event("arrive", 1, { spot: "spot a", stop: "a" }),
    event("called_away", 4, { reason: "custody" }),
    event("shift_stop", 34),
  ]);
  assert.equal(length(walk.visits[0]!, clock(60)), 3 * MINUTE);
  assert.equal(walk.awayMilliseconds, 30 * MINUTE);
  assert.ok(walk.stopped);
});

test("an outcome that was taken back is not counted", () => {
  const codes = [event("outcome", 1, { code: "x" }), event("outcome", 2, { code: "x" }, { state: "withdrawn" })];
  assert.equal(walkOf(shift, [event("shift_start", 0), ...codes]).outcomes.get("x"), 1);
});

test("an order keeps the stops that it does not name", () => {
  assert.deepEqual(reordered(["a", "b", "c"], ["c", "z"]), ["c", "a", "b"]);
});

test("time without the screen adds up, and a heartbeat every few seconds is no darkness", () => {
  const awake = darkAfter(undefined, "v", 0, 25_000);
  const beat = darkAfter(awake, "v", 10_000, 25_000);
  assert.equal(beat.dark, 0);
  assert.equal(darkAfter(beat, "v", 250_000, 25_000).dark, 240_000);
  assert.equal(darkAfter(beat, "other", 250_000, 25_000).dark, 0);
});

test("a point is 0 m from an outline around it and 111 m from one a thousandth of a degree north", () => {
  const square = (south: number): [number, number][] => [[-0.001, south], [0.001, south], [0.001, south + 0.002], [-0.001, south + 0.002]];
  assert.equal(distanceTo([0, 0], square(-0.001)), 0);
  assert.ok(Math.abs(distanceTo([0, 0], square(0.001)) - 111.3) < 0.5);
});

test("the welfare timer is not there while the office has it off, and counts from the last check-in", () => {
  const last = event("welfare_ok", 10);
  assert.equal(minutesLeft({ on: false }, last, clock(20)), undefined);
  assert.equal(minutesLeft({ on: true, every_minutes: 60 }, last, clock(20)), 50);
  assert.equal(minutesLeft({ on: true, every_minutes: 60 }, last, clock(75)), -5);
});

test("a shift that is being walked stays when the office sends another day", () => {
  const before = { shifts: [shift], spots: [{ id: "s" }] } as unknown as Pack;
  const fresh = { shifts: [], spots: [] } as unknown as Pack;
  assert.deepEqual(withShift(fresh, before, "day").shifts, [shift]);
  assert.deepEqual(withShift(fresh, before, undefined).shifts, []);
});
