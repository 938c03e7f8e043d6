/** The welfare timer as the phone shows it. The one that counts runs at the office. */
import type { Item } from "../outbox/items";
import type { Clock } from "../outbox/items";
import type { Welfare } from "./pack";
import { since } from "./walk";

/** Minutes until the next check-in is due; below zero it is late. Nothing while welfare is off. */
export function minutesLeft(welfare: Welfare, last: Item | undefined, clock: Clock): number | undefined {
  if (!welfare.on || !welfare.every_minutes || !last) return undefined;
  return welfare.every_minutes - since(last, clock) / 60_000;
}
