/** Ask the office at the end of a shift what it has, and compare. */
import { items } from "../outbox/outbox";
import type { Phone } from "../outbox/phones";
import { agree, digest, type Digest } from "./digest";
import { request } from "./line";

export type Comparison =
  | { result: "same"; count: number }
  | { result: "differs"; ours: number; theirs: number }
  | { result: "unknown" };

export async function compare(
  database: IDBDatabase,
  phone: Phone,
  base: string,
  shift: string,
): Promise<Comparison> {
  const ours = await digest(await items(database, phone.phone, shift));
  try {
    const address = `${base}digest?shift=${encodeURIComponent(shift)}`;
    const response = await request(address, phone.key, 20_000);
    if (response.status !== 200) return { result: "unknown" };
    const theirs = (await response.json()) as Digest;
    if (typeof theirs.digest !== "string") return { result: "unknown" };
    if (agree(ours, theirs)) return { result: "same", count: ours.count };
    return { result: "differs", ours: ours.count, theirs: Number(theirs.count) };
  } catch {
    return { result: "unknown" };
  }
}
