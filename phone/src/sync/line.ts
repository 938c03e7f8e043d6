/** The line to the office: fetch with a limit of time, and no following of sign-in pages. */
import type { Clock, Item } from "../outbox/items";
import { body, type Line, type Reply, reply } from "./wire";

const PATIENCE = 20_000;

export function line(base: string, clock: Clock, patience: number = PATIENCE): Line {
  return { send: (key, items) => send(`${base}sync`, key, items, clock, patience) };
}

async function send(
  address: string,
  key: string,
  items: Item[],
  clock: Clock,
  patience: number,
): Promise<Reply> {
  try {
    const response = await request(address, key, patience, { method: "POST", body: body(items, clock) });
    return reply(response.status, await response.text(), items, response.headers.get("Retry-After"));
  } catch {
    return { kind: "later" };
  }
}

/** A request to the office with the phone's key. Throws when there is no answer in time. */
export function request(
  address: string,
  key: string,
  patience: number,
  options: RequestInit = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(address, {
    ...options,
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", ...headers },
    redirect: "error",
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
}
