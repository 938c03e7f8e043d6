/** Every word of the app comes from one file, so that it can be translated. */
import english from "./words.en.json";

export type Word = keyof typeof english;
type Values = Record<string, string | number>;

const table: Record<string, string> = english;
const plural = new Intl.PluralRules("en-GB");

export function words(name: Word, values: Values = {}): string {
  return table[name]!.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

/** The form for a number: `name_one`, `name_other`, and whatever else the language has. */
export function counted(name: string, count: number): string {
  const form = `${name}_${plural.select(count)}`;
  const chosen = form in table ? form : `${name}_other`;
  return words(chosen as Word, { count });
}

export function time(moment: number | string): string {
  const date = new Date(moment);
  return date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
}

export function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
