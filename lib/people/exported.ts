import type { PrincipalKind } from "./model";

export type Json = Record<string, unknown>;

export interface ExportedPrincipal {
  name: string;
  /** Null where the export does not say: only a person can. */
  kind: PrincipalKind | null;
  aliases: { system?: string; value: string }[];
  groups: string[];
}

/** Somebody, or a group, may reach a resource by a role, at the time of the export. */
export interface ExportedGrant {
  who: { principal: string } | { group: string };
  /** As the export names it; empty where it does not. */
  resource: string;
  role: string;
}

export interface Exported {
  /** What was recognised, in words. */
  shape: string;
  principals: ExportedPrincipal[];
  grants: ExportedGrant[];
  /** What was left aside, and why. */
  notes: string[];
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

export function textsOf(value: unknown): string[] {
  return [value].flat().flatMap((one) => textOf(one) ?? []);
}

/** "3 users": how many were left aside, for a note; nothing where there are none. */
export function leftAside(n: number, one: string, many: string, why: string): string[] {
  return n === 0 ? [] : [`${n.toLocaleString("en")} ${n === 1 ? one : many} not taken: ${why}`];
}

/** One of each: the aliases and groups of principals of one name together. */
export function together(principals: readonly ExportedPrincipal[]): ExportedPrincipal[] {
  const byName = new Map<string, ExportedPrincipal>();
  for (const one of principals) {
    const before = byName.get(one.name);
    if (!before) {
      byName.set(one.name, { ...one, aliases: [...one.aliases], groups: [...one.groups] });
      continue;
    }
    before.kind ??= one.kind;
    for (const alias of one.aliases) {
      const same = before.aliases.some(({ system, value }) => system === alias.system && value === alias.value);
      if (!same) before.aliases.push(alias);
    }
    before.groups = [...new Set([...before.groups, ...one.groups])];
  }
  return [...byName.values()];
}
