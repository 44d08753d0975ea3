import { expect, test } from "vitest";
import { isNewerText } from "./is-newer-text";

const shown = {
  generatedAt: "2026-03-11T14:00:00.000000Z",
  version: 4,
  state: "in_review",
  sections: [{ section: "summary", version: 2 }],
};

test("a text is another one when it was generated or written again, and not when only its review went on", () => {
  const reviewed = { ...shown, version: 6, state: "published" };
  expect(isNewerText(reviewed, shown)).toBe(false);
  expect(isNewerText({ ...shown, sections: [{ section: "summary", version: 3 }] }, shown)).toBe(true);
  expect(isNewerText({ ...shown, generatedAt: "2026-03-11T15:00:00.000000Z" }, shown)).toBe(true);
});
