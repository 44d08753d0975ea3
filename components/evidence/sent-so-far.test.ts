import { expect, test } from "vitest";
import { countSent, NOTHING_SENT } from "./sent-so-far";

const begun = countSent.begun(NOTHING_SENT, { files: 2, bytes: 300, nowMs: 1000 });

test("the total counts every file and byte that is on its way, also of files that come later", () => {
  const more = countSent.begun(countSent.bytes(begun, 50), { files: 1, bytes: 100, nowMs: 9000 });
  expect(more).toEqual({ files: 3, ended: 0, bytes: 400, sent: 50, startedMs: 1000 });
});

test("what arrived is sent as a whole, what did not is no part of the total", () => {
  const one = countSent.ended(countSent.bytes(begun, 80), "arrived", { size: 100, sent: 80 });
  const both = countSent.ended(countSent.bytes(one, 60), "given up", { size: 200, sent: 60 });
  expect(both).toEqual({ files: 2, ended: 2, bytes: 100, sent: 100, startedMs: 1000 });
});

test("once all have ended, the next files begin a new total", () => {
  const ended = { ...begun, ended: 2, sent: 300 };
  expect(countSent.begun(ended, { files: 1, bytes: 10, nowMs: 5000 })).toEqual({
    files: 1,
    ended: 0,
    bytes: 10,
    sent: 0,
    startedMs: 5000,
  });
});
