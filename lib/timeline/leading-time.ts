const CLOCK = String.raw`(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?`;
const ISO = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?`;
const ZONE = String.raw`(?:Z|\s?UTC|\s?[+-]\d\d:?\d\d)?`;
const AGO = String.raw`\d{1,3}\s?(?:s|sec|m|min|mins|minutes?|h|hours?|d|days?)\s+ago`;
const BEFORE = new RegExp(
  String.raw`^((?:yesterday\s+|today\s+)?(?:${ISO}|~?${CLOCK})${ZONE}(?:\s+yesterday)?|${AGO}|yesterday\s+${CLOCK})(?:\s*[,:–—-]\s+|\s+)(?=\S)`,
  "i",
);

/**
 * Takes a time that an entry begins with, as people type it ("14:05 agent stopped", "20 min ago: token revoked"), apart
 * from the text after it. Null where the text does not begin with a time, or is nothing else.
 */
export function splitLeadingTime(text: string): { time: string; rest: string } | null {
  const found = BEFORE.exec(text.trimStart());
  if (!found?.[1]) return null;
  const rest = text.trimStart().slice(found[0].length);
  return { time: found[1].trim(), rest };
}
