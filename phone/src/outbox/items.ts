/** What the phone records. The office's half is in docs/reference/phone-sync.md. */

export type Kind =
  | "shift_start"
  | "shift_stop"
  | "arrive"
  | "leave"
  | "fix"
  | "outcome"
  | "called_away"
  | "back"
  | "skip"
  | "reorder"
  | "welfare_ok"
  | "reference";

/**
 * Where an item is: still to send; refused for now, because its shift's start has not arrived; with
 * the office; refused for good and set aside; or taken back by its user before it was sent.
 */
export type State = "waiting" | "held" | "accepted" | "aside" | "withdrawn";

export type Payload = Record<string, string | number | boolean | null | string[]>;

export interface Item {
  /** Whose it is: the enrolment that recorded it. */
  phone: string;
  /** 1, 2, 3 … within the phone; the order of events even when the clock is changed. */
  seq: number;
  id: string;
  /** The phone's own clock, ISO 8601 in UTC. */
  at: string;
  /** Milliseconds since this page was opened, which no change of the clock moves. */
  mono: number;
  /** The opening of the page to which `mono` belongs. */
  session: string;
  kind: Kind;
  shift: string;
  payload: Payload;
  /** When the shift stops by itself (ISO 8601): what is held then is set aside. Stays on the phone. */
  until: string;
  state: State;
  /** Why the office refused it. */
  reason?: string;
}

/** Enough to record an event; the outbox adds identity, order and time. */
export interface Observation {
  kind: Kind;
  shift: string;
  payload: Payload;
  until: string;
}

/** The two clocks of a phone. */
export interface Clock {
  now(): number;
  monotonic(): number;
  session: string;
}
