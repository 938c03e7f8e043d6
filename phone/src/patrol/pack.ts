/** The shift pack: what the office gives a phone for the day, kept on the phone. */
import { answer, transact } from "../outbox/database";
import type { Phone } from "../outbox/phones";
import { request } from "../sync/line";

export type Position = [lon: number, lat: number];

export interface Stop {
  id: string;
  kind: "visit" | "break" | "appointment";
  spot: string;
  name: string;
  begins: string;
  ends: string;
  walk_seconds: number;
  way: Position[];
  call: string;
}

export interface Route {
  number: number;
  stops: Stop[];
  home_seconds: number;
  home: Position[];
}

export interface Shift {
  id: string;
  beat: string;
  name: string;
  begins: string;
  ends: string;
  start_from: string;
  hard_stop: string;
  people: number;
  routes: Route[];
}

export interface Spot {
  id: string;
  name: string;
  beat: string;
  why: string;
  lon: number;
  lat: number;
  outline: Position[];
}

export interface Coded {
  code: string;
  words: string;
}

export interface Welfare {
  on: boolean;
  every_minutes?: number;
  grace_minutes?: number;
  contact?: string;
  telephone?: string;
  staffed_now?: boolean;
  hours?: string;
  notice?: string;
}

export interface Pack {
  format: string;
  server_time: string;
  day: string;
  phone: string;
  partner: string;
  shifts: Shift[];
  spots: Spot[];
  bases: { beat: string; name: string; lon: number; lat: number }[];
  purposes: { version: number; title: string; sentences: string[] };
  words: { outcomes: Coded[]; called_away: Coded[]; skip: Coded[] };
  rules: { fix_seconds: number; least_minutes: number; full_minutes: number; most_minutes: number };
  welfare: Welfare;
}

export interface KeptPack {
  phone: string;
  etag: string;
  at: number;
  pack: Pack;
}

export function keptPack(database: IDBDatabase, phone: string): Promise<KeptPack | undefined> {
  return transact(database, ["packs"], "readonly", (store) =>
    answer(store("packs").get(phone) as IDBRequest<KeptPack | undefined>),
  );
}

/** Fetch the pack and keep it; without an answer, or when it is unchanged, what was kept stays. */
export async function fetchPack(
  database: IDBDatabase,
  phone: Phone,
  base: string,
  now: number,
  shift: string | undefined,
): Promise<KeptPack | undefined> {
  const before = await keptPack(database, phone.phone);
  const tag: Record<string, string> = before ? { "If-None-Match": before.etag } : {};
  const response = await request(`${base}pack`, phone.key, 20_000, {}, tag);
  if (response.status === 304 && before) return keep(database, { ...before, at: now });
  if (response.status !== 200) return before;
  const pack = (await response.json()) as Pack;
  if (!Array.isArray(pack.shifts)) return before;
  return keep(database, {
    phone: phone.phone,
    etag: response.headers.get("ETag") ?? "",
    at: now,
    pack: before ? withShift(pack, before.pack, shift) : pack,
  });
}

/** A shift that is being walked stays, even when the office has moved on to another day. */
export function withShift(pack: Pack, before: Pack, shift: string | undefined): Pack {
  const walked = before.shifts.find(({ id }) => id === shift);
  if (!walked || pack.shifts.some(({ id }) => id === shift)) return pack;
  const known = new Set(pack.spots.map(({ id }) => id));
  return {
    ...pack,
    shifts: [walked, ...pack.shifts],
    spots: [...pack.spots, ...before.spots.filter(({ id }) => !known.has(id))],
  };
}

async function keep(database: IDBDatabase, row: KeptPack): Promise<KeptPack> {
  await transact(database, ["packs"], "readwrite", (store) => answer(store("packs").put(row)));
  return row;
}
