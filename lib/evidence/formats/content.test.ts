import fc from "fast-check";
import { expect, it } from "vitest";
import { contentHash } from "./content";

/** Objects with their keys the other way round, at every depth. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

it("is the same whatever the order of keys, and whether a part is JSON or the text of it", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (record) => {
      expect(contentHash(turned(record))).toBe(contentHash(record));
      expect(contentHash({ data: JSON.stringify(record) })).toBe(contentHash({ data: record }));
    }),
  );
});

it.each([
  ["an empty part", { a: "x", b: null, c: "", d: {}, e: [] }, { a: "x" }],
  ["the fraction of a second", { at: "2026-03-11T14:05:00.123Z" }, { at: "2026-03-11T14:05:00.4Z" }],
  ["the case of a key", { eventName: "x" }, { eventname: "x" }],
  ["digits as a number", { code: 200 }, { code: "200" }],
])("%s does not tell records apart", (_name, one, other) => {
  expect(contentHash(one)).toBe(contentHash(other));
});

it.each([
  ["another value", { target: "OUTSIDER.COM" }, { target: "EXTERNAL.IO" }],
  ["values that changed places", { from: "a", to: "b" }, { from: "b", to: "a" }],
  ["a value in another place", { a: { x: "1" } }, { b: { x: "1" } }],
  ["a list in another order", { list: ["a", "b"] }, { list: ["b", "a"] }],
  ["one part more", { a: "x" }, { a: "x", b: "y" }],
  ["a long text that differs at its end", { a: `${"x".repeat(9000)}1` }, { a: `${"x".repeat(9000)}2` }],
])("%s does", (_name, one, other) => {
  expect(contentHash(one)).not.toBe(contentHash(other));
});

it("is eight bytes, and differs for every one of a hundred thousand records that are alike", () => {
  const seen = new Set<string>();
  for (let i = 0; i < 100_000; i++) seen.add(contentHash({ id: "one", n: i, who: `user-${i % 7}` }));
  expect(seen.size).toBe(100_000);
  expect(new Set([...seen].map((hash) => hash.length))).toEqual(new Set([8]));
});

it("takes JSON in texts that is nested deeper than any reader goes", () => {
  const deep = (n: number) => ({ text: `${"[".repeat(n)}1${"]".repeat(n)}` });
  expect(contentHash(deep(100_000))).not.toBe(contentHash(deep(99_999)));
});
