import { isObject, list, own, text } from "@/lib/evidence/formats/fields";

/** Attributes by key, values as plain JSON. */
export type Attributes = ReadonlyMap<string, unknown>;

const MAX_DEPTH = 8;

/** `[{key, value: {stringValue | intValue | …}}]`, or the plain object that some exporters write. */
export function readAttributes(value: unknown): Attributes {
  if (isObject(value)) return new Map(Object.entries(value).map(([key, v]) => [key, plainValue(v, 0)]));
  return new Map(
    list(value).flatMap((attribute) => {
      const key = own(attribute, "key");
      return typeof key === "string" ? [[key, plainValue(own(attribute, "value"), 0)] as const] : [];
    }),
  );
}

const SCALARS = ["stringValue", "intValue", "boolValue", "doubleValue", "bytesValue"];

function plainValue(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > MAX_DEPTH) return value;
  for (const key of SCALARS) {
    const scalar = own(value, key);
    if (scalar !== undefined) return isObject(scalar) ? (longText(scalar) ?? scalar) : scalar;
  }
  const array = own(value, "arrayValue");
  if (array !== undefined) return list(own(array, "values")).map((v) => plainValue(v, depth + 1));
  const pairs = own(value, "kvlistValue");
  if (pairs === undefined) return value;
  return Object.fromEntries(
    list(own(pairs, "values")).map((pair) => [text(own(pair, "key")) ?? "", plainValue(own(pair, "value"), depth + 1)]),
  );
}

/** A 64-bit number of protobufjs, `{low, high}` in signed or unsigned halves, as digits. */
export function longText(value: unknown): string | null {
  const low = own(value, "low");
  const high = own(value, "high");
  if (typeof low !== "number" || typeof high !== "number" || !Number.isInteger(low) || !Number.isInteger(high))
    return null;
  return ((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)).toString();
}

/** A time in nanoseconds as digits, however it was written; null where it is missing or 0 (not set). */
export function nanosText(value: unknown): string | null {
  const written =
    longText(value) ?? text(typeof value === "number" && value > 1e15 ? BigInt(Math.trunc(value)) : value);
  return written === null || /^0*$/.test(written) ? null : written;
}

/** A trace or span id in hex: as it is, from base64 (protobuf JSON libraries), or from a Buffer's bytes. */
export function hexId(value: unknown): string | null {
  const data = own(value, "data");
  if (Array.isArray(data)) return toHex(data.filter((b) => Number.isInteger(b)));
  const written = text(value);
  if (written === null || /^0+$/.test(written)) return null;
  if (/^[0-9a-f]{16}$|^[0-9a-f]{32}$/i.test(written)) return written.toLowerCase();
  if (!/^[A-Za-z0-9+/]{10,22}={0,2}$/.test(written)) return written;
  try {
    return toHex(Array.from(atob(written), (c) => c.charCodeAt(0)));
  } catch {
    return written;
  }
}

function toHex(bytes: readonly number[]): string | null {
  return bytes.length === 0 ? null : bytes.map((b) => (b & 255).toString(16).padStart(2, "0")).join("");
}

/** The first of these attributes that holds text. */
export function attribute(attributes: Attributes, ...keys: string[]): string | null {
  for (const key of keys) {
    const found = text(attributes.get(key));
    if (found !== null) return found;
  }
  return null;
}
