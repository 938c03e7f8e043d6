import "fake-indexeddb/auto";
import { test } from "node:test";
import fc from "fast-check";
import { shifts, walk } from "./chaos";

const SHIFTS = Number(process.env["BEATWISE_CHAOS_SHIFTS"] ?? 60);
const SEED = Number(process.env["BEATWISE_CHAOS_SEED"] ?? 20270419);
// A planted fault has to be noticed, not explained.
const QUICK = process.env["BEATWISE_CHAOS_QUICK"] === "1";

test(`${SHIFTS} shifts of misfortunes: nothing acknowledged is lost, nothing counts twice`, async () => {
  await fc.assert(fc.asyncProperty(shifts, walk), { numRuns: SHIFTS, seed: SEED, endOnFailure: QUICK });
});
