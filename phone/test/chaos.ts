/** A shift of chosen misfortunes, as data that fast-check can make and shrink. */
import fc from "fast-check";
import type { Weather } from "./office";
import { World } from "./world";

export type Step =
  | { do: "record"; kind: number; count: number }
  | { do: "send"; weather: Weather[] }
  | { do: "poison" | "unreadable" | "undo" | "key expires" | "new key" | "change user" | "wait for answers" | "requeue" | "no start" | "late start" }
  | { do: "full disk" | "kill while recording" | "kill while sending"; write: number }
  | { do: "clock"; minutes: number };

const weather = fc.constantFrom<Weather>(
  "fine", "fine", "offline", "answer lost", "killed before commit", "killed after commit", "sent twice",
  "sign-in page", "busy", "half an answer", "answer shuffled", "foreign answer", "late answer",
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("record" as const), kind: fc.nat(8), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("send" as const), weather: fc.array(weather, { minLength: 1, maxLength: 4 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "poison" as const, "unreadable" as const, "undo" as const, "key expires" as const, "new key" as const,
        "change user" as const, "wait for answers" as const, "requeue" as const,
        "no start" as const, "late start" as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("full disk" as const, "kill while recording" as const, "kill while sending" as const),
      write: fc.nat(9),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clock" as const), minutes: fc.integer({ min: -600, max: 600 }) }) },
);

export const shifts = fc.array(step, { minLength: 5, maxLength: 40 });

export async function walk(steps: Step[]): Promise<void> {
  const world = new World();
  world.office.now = Date.UTC(2027, 3, 19, 9);
  await world.begin();
  for (const each of steps) {
    await world.pass(30_000);
    await take(world, each);
  }
  await world.heal();
  await world.check();
}

async function take(world: World, each: Step): Promise<void> {
  switch (each.do) {
    case "record":
      for (let index = 0; index < each.count; index += 1) await world.record(each.kind + index);
      return;
    case "send": {
      let turn = 0;
      return world.send(() => each.weather[turn++ % each.weather.length]!);
    }
    case "poison":
      return void (await world.record("fix", { lat: 999 }));
    case "unreadable":
      return void (await world.record("fix", { unreadable: true }));
    case "no start":
      return void (await world.record("fix", {}, "evening"));
    case "late start":
      return void (await world.record("shift_start", {}, "evening"));
    case "undo":
      return world.undo();
    case "key expires":
      return world.expireKey();
    case "new key":
      await world.settled();
      return world.renewKey();
    case "change user":
      return world.changeUser();
    case "wait for answers":
      return world.settled();
    case "requeue":
      return world.requeue();
    case "full disk":
      await world.settled();
      return world.recordOnFullDisk(each.write);
    case "kill while recording":
      await world.settled();
      return world.killWhileRecording(each.write);
    case "kill while sending":
      await world.settled();
      return world.killWhileSending(each.write);
    case "clock":
      return world.changeClock(each.minutes * 60_000);
  }
}
