/** The comparison at the end of a shift: does the office have what this phone believes it has? */
import type { Item } from "../outbox/items";

export interface Digest {
  count: number;
  digest: string;
}

/** SHA-256 of the accepted items' ids, sorted, joined by line feeds; as hexadecimal. */
export async function digest(items: Item[]): Promise<Digest> {
  const ids = items.filter((item) => item.state === "accepted").map((item) => item.id).sort();
  const bytes = new TextEncoder().encode(ids.join("\n"));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { count: ids.length, digest: hex };
}

export function agree(ours: Digest, theirs: Digest): boolean {
  return ours.count === theirs.count && ours.digest === theirs.digest;
}
