/** The last resort: everything on this phone as a file, whoever recorded it. */
import type { Item } from "../outbox/items";
import { items } from "../outbox/outbox";
import { all } from "../outbox/phones";

/** A JSON document of all items with their state; keys are left out. */
export async function everything(database: IDBDatabase, now: number): Promise<string> {
  const phones = await all(database);
  const outboxes: { phone: string; items: Item[] }[] = [];
  for (const { phone } of phones) outboxes.push({ phone, items: await items(database, phone) });
  const saved = new Date(now).toISOString();
  return `${JSON.stringify({ format: "beatwise phone outbox 1", saved, outboxes }, null, 1)}\n`;
}

/** Let the user keep everything as a file of the day. */
export async function saveAll(database: IDBDatabase, now: number): Promise<void> {
  const day = new Date(now).toISOString().slice(0, 10);
  offer(await everything(database, now), `beatwise-phone-${day}.json`);
}

function offer(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
