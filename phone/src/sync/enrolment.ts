/** Enrolment: a code that works once becomes a key for this phone. */
import { enrol, type Phone } from "../outbox/phones";

export type Enrolled = { phone: Phone } | { fault: "over" | "wrong" | "offline" };

export async function enrolWith(database: IDBDatabase, base: string, code: string): Promise<Enrolled> {
  let response: Response;
  try {
    response = await fetch(`${base}enrol`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
      redirect: "error",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    return { fault: "offline" };
  }
  if (response.status === 410) return { fault: "over" };
  if (response.status >= 500) return { fault: "offline" };
  if (response.status !== 200 && response.status !== 201) return { fault: "wrong" };
  const row = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (typeof row["key"] !== "string" || typeof row["phone"] !== "string") return { fault: "offline" };
  // The office's names of programme, partner and phone together say whose outbox it is.
  const identity = [row["programme"], row["partner"], row["phone"]].map(String).join(" / ");
  return { phone: await enrol(database, identity, row["key"], row["phone"]) };
}
