import { expect, test } from "vitest";
import { windowEnds } from "@/lib/exposure/bounds";

const at = (time: string) => `2026-03-11T${time}:00.000000Z`;

test("bounds that nobody states are exact", () => {
  expect(windowEnds({ openedAt: at("14:00"), closedAt: at("16:00") })).toEqual({
    openedAt: at("14:00"),
    openedAtEarliest: at("14:00"),
    openedAtLatest: at("14:00"),
    closedAt: at("16:00"),
    closedAtEarliest: at("16:00"),
    closedAtLatest: at("16:00"),
  });
});

test("a window without a closing is open and has no bounds there", () => {
  expect(windowEnds({ openedAt: at("14:00") })).toMatchObject({ closedAt: null, closedAtLatest: null });
});

test.each([
  ["without length", { closedAt: at("14:00") }, "closedAt", /no length/],
  ["reversed", { closedAt: at("13:59") }, "closedAt", /before it opens/],
  ["with bounds of a closing and no closing", { closedAtLatest: at("15:00") }, "closedAt", /still open/],
  ["opened before its earliest opening", { openedAtEarliest: at("14:01") }, "openedAtEarliest", /after the opening/],
  ["opened after its latest opening", { openedAtLatest: at("13:59") }, "openedAtLatest", /before the opening/],
  [
    "closed before its earliest closing",
    { closedAt: at("15:00"), closedAtEarliest: at("15:01") },
    "closedAtEarliest",
    /after/,
  ],
  [
    "closed after its latest closing",
    { closedAt: at("15:00"), closedAtLatest: at("14:59") },
    "closedAtLatest",
    /before/,
  ],
])("a window %s is refused at its field", (_, more, field, message) => {
  expect(windowEnds({ openedAt: at("14:00"), ...more })).toEqual({ field, message: expect.stringMatching(message) });
});
