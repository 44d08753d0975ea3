/** A JSON object as it came out of a log: nothing about it is known. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value under a key of its own; never one inherited (`constructor`, `__proto__`). */
export function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (value as JsonObject)[key];
  // Logs hold no functions, so all that an object inherits is known by that; asking of every key costs more than reading.
  return (typeof found === "function" || key === "__proto__") && !Object.hasOwn(value, key) ? undefined : found;
}

/** Walks a dotted path. A key that itself contains the dots (flattened exports) is preferred. */
export function at(value: unknown, path: string): unknown {
  const whole = own(value, path);
  if (whole !== undefined) return whole;
  if (!path.includes(".")) return undefined;
  let here = value;
  for (const key of partsOf(path)) {
    here = own(here, key);
    if (here === undefined) return undefined;
  }
  return here;
}

const parts = new Map<string, readonly string[]>();

/** Paths come from formats and mappings: few, and asked for at every record. */
function partsOf(path: string): readonly string[] {
  const known = parts.get(path);
  if (known !== undefined) return known;
  const split = path.split(".");
  if (parts.size < 1000) parts.set(path, split);
  return split;
}

/** Text that says something: a trimmed non-empty string, a number, a boolean; null for anything else. */
export function text(value: unknown): string | null {
  if (typeof value === "string") return value.trim() || null;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  return null;
}

/** The first of several dotted paths that holds text. */
export function firstText(value: unknown, ...paths: string[]): string | null {
  for (const path of paths) {
    const found = text(at(value, path));
    if (found !== null) return found;
  }
  return null;
}

/** A whole number that is not negative, also when written as text; null for anything else. */
export function count(value: unknown): number | null {
  const n = typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof n === "number" && Number.isSafeInteger(n) && n >= 0 ? n : null;
}

/** An array as it is, a single value as an array of one, nothing as an empty array. */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === "" ? [] : [value];
}

/** What a string holds if it is the JSON of an object or array; the value itself otherwise. */
export function parsedJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const trimmed = value.trim();
  if (!/^[[{]/.test(trimmed)) return value;
  try {
    return JSON.parse(trimmed);
  } catch {
    return value;
  }
}

/**
 * Puts back the upper-case letters that warehouses take out of key names (BigQuery, Athena, Panther), deep.
 * `names` are the right spellings; keys that are not among them stay as they are.
 */
export function recase(value: unknown, names: ReadonlyMap<string, string>, depth = 0): unknown {
  if (depth > 12) return value;
  if (Array.isArray(value)) return value.map((v) => recase(v, names, depth + 1));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([k, v]) => [names.get(k) ?? k, recase(v, names, depth + 1)] as const);
  return Object.fromEntries(entries);
}

export function lowerCaseNames(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

/** Drops resources without an id and all but the first of those that repeat one. */
export function distinctResources<R extends { id: string }>(resources: readonly R[]): R[] {
  const seen = new Set<string>();
  return resources.filter((r) => r.id !== "" && !seen.has(r.id) && seen.add(r.id));
}
