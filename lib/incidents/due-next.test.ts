import { expect, test } from "vitest";
import { dueNext } from "./due-next";
import type { RoomView } from "./views";

const at = (minute: number) => `2026-03-11T15:${String(minute).padStart(2, "0")}:00.000000Z`;

const room = (part: object = {}) =>
  ({
    incident: { phase: "active", mode: "real" },
    nextUpdate: { ref: "U-1", audience: "everyone", at: at(30) },
    clocks: { next: { rule: "nis2-early", title: "NIS2 early warning", dueAt: at(50), decision: "undecided" } },
    underWay: [
      { ref: "T-2", title: "Pause the queue", owner: "Priya", dueAt: at(40) },
      { ref: "T-3", title: "Read the mails", owner: null, dueAt: null },
    ],
    ...part,
  }) as unknown as RoomView;

const contained = { target: "contained" as const, asks: "within 1 h", dueAt: at(20), metAt: null };

test("tells what runs out of every kind in the order of its time, with who does it, and what has no time last", () => {
  expect(dueNext(room(), [{ ...contained, state: "running" }])).toMatchObject([
    { text: "Contained", at: at(20) },
    { text: "Update to everyone", at: at(30) },
    { text: "T-2 Pause the queue", who: "Priya", at: at(40) },
    { text: "NIS2 early warning, if it applies", at: at(50) },
    { text: "T-3 Read the mails", who: "nobody", at: null },
  ]);
});

test("what is met is left out, a promised update stands for the first one, and a drill has no regulator", () => {
  const first = { target: "first_update" as const, asks: "within 30 m", dueAt: at(10), metAt: null };
  const texts = (lines: ReturnType<typeof dueNext>) => lines.map(({ text }) => text);
  const met = { ...contained, state: "met" as const, metAt: at(5) };
  expect(texts(dueNext(room(), [met, { ...first, state: "overdue" }]))).not.toContain("First update");
  expect(texts(dueNext(room({ nextUpdate: null }), [{ ...first, state: "overdue" }]))[0]).toBe("First update");
  expect(texts(dueNext(room({ incident: { phase: "active", mode: "drill" } }), []))).not.toContain(
    "NIS2 early warning, if it applies",
  );
});
