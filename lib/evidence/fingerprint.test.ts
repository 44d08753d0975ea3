import fc from "fast-check";
import { expect, it } from "vitest";
import { fingerprintOf } from "./fingerprint";

const file = (bytes: Uint8Array<ArrayBuffer>, lastModified = 7) => Object.assign(new Blob([bytes]), { lastModified });
const long = () => Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);

it("is the same for the same file, and another one where size, date or an end differs", async () => {
  const [bytes, first, last] = [long(), long(), long()];
  first[5] = 1;
  last[299_990] = 99;
  const same = await fingerprintOf(file(bytes));
  expect(await fingerprintOf(file(long()))).toBe(same);
  const others = [file(bytes, 8), file(bytes.slice(0, -1)), file(first), file(last)];
  expect(new Set([same, ...(await Promise.all(others.map(fingerprintOf)))]).size).toBe(5);
});

it("tells any two different short files apart, and is short itself", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.nat(), async (bytes, at) => {
      const [one, other] = [Uint8Array.from(bytes), Uint8Array.from(bytes)];
      const place = at % other.length;
      other[place] = (other[place] ?? 0) ^ (1 + (at % 255));
      const prints = await Promise.all([one, other].map((some) => fingerprintOf(file(some))));
      expect(prints[0]).not.toBe(prints[1]);
      expect(prints[0]?.length).toBeLessThanOrEqual(200);
    }),
  );
});
