import { AppError } from "./errors";

/** An opaque place in a list: the sort values of the last row shown. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values), "utf8").toString("base64url");
}

/** The values of a cursor, as many as the list sorts by; 422 for anything that this list did not hand out. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(values) && values.length === length && values.every(isPlain)) return values;
  } catch {
    // Answered below.
  }
  throw new AppError("invalid", "This cursor is not one that the list gave. Start again without it.");
}

function isPlain(value: unknown): value is string | number | null {
  return value === null || typeof value === "string" || typeof value === "number";
}
