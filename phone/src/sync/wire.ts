/** What goes over the line, and what comes back. Nothing that comes back is trusted unread. */
import type { Clock, Item } from "../outbox/items";
import type { Verdict } from "../outbox/outbox";

export const MOST_ITEMS = 200;
const STATUSES = new Set(["accepted", "duplicate", "rejected"]);

/** How a request ended, as far as the outbox has to know. */
export type Reply =
  | { kind: "verdicts"; verdicts: Verdict[]; serverTime?: string }
  /** No answer, or none that can be read: everything is sent again later. */
  | { kind: "later"; after?: number }
  /** The key is not accepted: nothing is sent until a new code is entered. */
  | { kind: "refused" }
  /** The batch as a whole could not be taken: smaller batches find the item at fault. */
  | { kind: "unfit"; status: number };

export interface Line {
  send(key: string, items: Item[]): Promise<Reply>;
}

export function body(items: Item[], clock: Clock): string {
  return JSON.stringify({
    sent_at: new Date(clock.now()).toISOString(),
    session: clock.session,
    mono: Math.round(clock.monotonic()),
    items: items.map(({ id, seq, at, session, mono, kind, shift, payload }) => ({
      id, seq, at, session, mono, kind, shift, payload,
    })),
  });
}

/** Read an answer's body. Only verdicts on items that were sent count, one for each. */
export function read(document: unknown, sent: Item[]): Reply {
  const rows = (document as { answers?: unknown } | null)?.answers;
  if (!Array.isArray(rows)) return { kind: "later" };
  const open = new Set(sent.map((item) => item.id));
  const verdicts: Verdict[] = [];
  for (const row of rows as (Partial<Verdict> | null)[]) {
    if (!row || typeof row.id !== "string" || !STATUSES.has(String(row.status))) continue;
    if (!open.delete(row.id.toLowerCase())) continue;
    verdicts.push({
      id: row.id.toLowerCase(),
      status: row.status!,
      reason: String(row.reason ?? ""),
      again: row.again === true,
    });
  }
  const time = (document as { server_time?: unknown }).server_time;
  return { kind: "verdicts", verdicts, ...(typeof time === "string" ? { serverTime: time } : {}) };
}

/** Sort an answer by its status. A sign-in page of a café's network is no answer of the office. */
export function reply(status: number, text: string, sent: Item[], retryAfter: string | null): Reply {
  if (status === 401) return { kind: "refused" };
  if (status === 400 || status === 413) return { kind: "unfit", status };
  if (status !== 200) {
    const seconds = Number(retryAfter ?? 0);
    return { kind: "later", ...(seconds > 0 ? { after: seconds * 1000 } : {}) };
  }
  try {
    return read(JSON.parse(text), sent);
  } catch {
    return { kind: "later" };
  }
}
