import { expect, test } from "vitest";
import type { ObligationView } from "@/lib/obligations/views";
import type { PostmortemFacts } from "./facts";
import { obligationParts } from "./generate-obligations";

const duty = (part: Partial<ObligationView>) =>
  ({
    rule: "gdpr-33",
    regime: "GDPR",
    phase: "Art. 33 notification",
    decision: "undecided",
    submissions: [],
    ...part,
  }) as ObligationView;
const signed = { reason: "No bank", decidedBy: "Ada", decidedAt: "2026-03-12T13:00:00.000000Z" };
const textOf = (obligations: ObligationView[]) => obligationParts({ obligations } as PostmortemFacts).join("\n");

test("duties that one signature decided stand together, with the reason and who signed", () => {
  const text = textOf([
    duty({ rule: "dora-initial", regime: "DORA", phase: "Initial", decision: "does_not_apply", ...signed }),
    duty({ rule: "dora-final", regime: "DORA", phase: "Final", decision: "does_not_apply", ...signed }),
  ]);
  expect(text.match(/does not apply/g)).toHaveLength(1);
  expect(text).toContain("DORA, Final; DORA, Initial");
  expect(text).toContain("No bank");
  expect(text).toContain("Ada, ");
  expect(text).toContain("[[cite:obligation:dora-final]]");
});

test("what was handed in is told with its receipt and whether it was late, and not what was withdrawn", () => {
  const submission = {
    id: "1",
    receipt: "SA-1",
    evidence: [],
    note: "",
    recordedAt: "2026-03-13T14:00:00.000000Z",
    recordedBy: "Ada",
    withdrawn: null,
  };
  const dueAt = "2026-03-13T12:00:00.000000Z";
  const of = (at: string) => textOf([duty({ dueAt, submissions: [{ ...submission, at }] })]);
  expect(of("2026-03-13T13:00:00.000000Z")).toContain("**late**; receipt SA-1");
  expect(of("2026-03-13T11:00:00.000000Z")).toContain("in time; receipt SA-1");
  const withdrawn = { at: dueAt, by: "Ada", because: "A draft" };
  expect(textOf([duty({ submissions: [{ ...submission, at: dueAt, withdrawn }] })])).toBe("");
});

test("of what nobody decided nothing is said", () => {
  expect(textOf([duty({})])).toBe("");
  expect(obligationParts({} as PostmortemFacts)).toEqual([]);
});
