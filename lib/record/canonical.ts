/**
 * Canonical JSON (RFC 8785 for the values we allow): keys sorted by UTF-16 code unit, no blanks, shortest numbers.
 * What is hashed is this text as stored, never a re-serialisation. Throws TypeError for what JSON cannot carry
 * faithfully: undefined members are dropped, but NaN, Infinity, lone surrogates and integers beyond 2^53 are refused.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
      throw new TypeError(`a number that JSON cannot carry: ${value}`);
    }
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${quoted(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  throw new TypeError(`a ${typeof value} has no place in the record`);
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("text with a lone surrogate has no place in the record");
  return JSON.stringify(text);
}
