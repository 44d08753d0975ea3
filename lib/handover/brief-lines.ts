import type { BriefLine } from "./model";

export type Line = BriefLine;

const MOST = 400;

export function line(text: string, more: Partial<Omit<Line, "text">> = {}): Line {
  return { text, tone: "plain", at: null, href: null, ...more };
}

/** Somebody's own words, shortened where they are long: the whole is a link away. */
export function clip(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > MOST ? `${flat.slice(0, MOST - 1).trimEnd()}…` : flat;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

export function plain(code: string): string {
  return code.replaceAll("_", " ");
}
