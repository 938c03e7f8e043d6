/** A small office for the tests: the phone-sync protocol in memory, with every way of failing. */
import type { Item } from "../src/outbox/items";
import { type Line, type Reply, reply } from "../src/sync/wire";

export type Weather =
  | "fine"
  | "offline"
  | "answer lost"
  | "killed before commit"
  | "killed after commit"
  | "sent twice"
  | "sign-in page"
  | "busy"
  | "half an answer"
  | "answer shuffled"
  | "foreign answer"
  | "late answer";

interface Entry {
  phone: string;
  item: Item;
}

export class Office {
  readonly keys = new Map<string, string>();
  readonly entries: Entry[] = [];
  readonly rejected = new Set<string>();
  readonly started = new Set<string>();
  now = 0;
  private codes = 0;

  enrol(phone: string): string {
    const key = `key ${(this.codes += 1)}`;
    this.keys.set(key, phone);
    return key;
  }

  revoke(key: string): void {
    this.keys.delete(key);
  }

  /** A line in such weather; `pause` gives other work its turn while an answer is under way. */
  line(weather: () => Weather, pause: () => Promise<void>): Line {
    return { send: (key, items) => this.send(weather(), pause, key, items) };
  }

  private async send(weather: Weather, pause: () => Promise<void>, key: string, items: Item[]): Promise<Reply> {
    await pause();
    if (weather === "offline" || weather === "killed before commit") return { kind: "later" };
    if (weather === "sign-in page") return reply(200, "<html>Welcome to the café</html>", items, null);
    if (weather === "busy") return reply(503, "", items, "2");
    const [status, document] = this.take(key, items);
    if (weather === "sent twice") this.take(key, items);
    if (weather === "answer lost" || weather === "killed after commit") return { kind: "later" };
    if (weather === "late answer") for (let turn = 0; turn < 40; turn += 1) await pause();
    return reply(status, JSON.stringify(distorted(weather, document)), items, null);
  }

  /** One transaction: all of a batch is judged, or none of it. */
  private take(key: string, items: Item[]): [number, { answers: Answer[] }] {
    const phone = this.keys.get(key);
    if (phone === undefined) return [401, { answers: [] }];
    if (items.length > 200) return [413, { answers: [] }];
    if (items.some((item) => item.payload["unreadable"])) return [400, { answers: [] }];
    const inOrder = [...items].sort((a, b) => a.seq - b.seq);
    const verdicts = new Map(inOrder.map((item) => [item.id, this.judge(phone, item)]));
    return [200, { answers: items.map((item) => ({ id: item.id, ...verdicts.get(item.id)! })) }];
  }

  private judge(phone: string, item: Item): Omit<Answer, "id"> {
    const earlier = this.entries.find((entry) => entry.item.id === item.id);
    if (earlier) {
      return earlier.phone === phone ? { status: "duplicate" } : { status: "rejected", reason: "id_reused" };
    }
    const shift = `${phone} ${item.shift}`;
    if (Date.parse(item.at) > this.now + 300_000) return this.reject(item, "in_the_future");
    if (item.payload["lat"] === 999) return this.reject(item, "payload_invalid");
    if (item.kind !== "shift_start" && !this.started.has(shift)) {
      return { status: "rejected", reason: "not_started", again: true };
    }
    if (item.kind === "shift_start") this.started.add(shift);
    this.entries.push({ phone, item });
    return { status: "accepted" };
  }

  private reject(item: Item, reason: string): Omit<Answer, "id"> {
    this.rejected.add(item.id);
    return { status: "rejected", reason, again: false };
  }
}

interface Answer {
  id: string;
  status: string;
  reason?: string;
  again?: boolean;
}

function distorted(weather: Weather, document: { answers: Answer[] }): { answers: Answer[] } {
  const answers = document.answers;
  if (weather === "half an answer") return { answers: answers.slice(0, Math.ceil(answers.length / 2)) };
  if (weather === "answer shuffled") return { answers: [...answers].reverse() };
  if (weather === "foreign answer") {
    return { answers: [{ id: "00000000-0000-7000-8000-000000000000", status: "accepted" }, ...answers] };
  }
  return document;
}
