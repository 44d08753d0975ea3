import { expect, test } from "vitest";
import type { ClaimView } from "@/lib/claims/views";
import type { PostmortemFacts } from "./facts";
import { claimsSection } from "./generate-claims";

const claim = (over: Partial<ClaimView>): ClaimView => ({
  id: "x",
  ref: "C-1",
  version: 1,
  speaker: "Spokesperson",
  speakerKind: "spokesperson",
  saidIn: "",
  link: null,
  saidAt: "2026-03-11T18:20:00.000000Z",
  precision: "minute",
  words: "No user data was mishandled.",
  assertion: null,
  asserts: null,
  standing: "contradicted",
  standingBy: "evidence",
  computable: true,
  asKnownThen: { standing: "unverified", reason: "No log.", basis: [] },
  asKnownNow: {
    standing: "contradicted",
    reason: "87 accesses.",
    basis: [{ kind: "unauthorised", id: "", says: "87" }],
  },
  decision: null,
  conflicts: [],
  repeatedIn: [],
  correctedBecause: null,
  withdrawn: false,
  recordedAt: "2026-03-11T18:25:00.000000Z",
  recordedBy: "Commander",
  ...over,
});

const section = (...claims: ClaimView[]) => claimsSection({ claims } as PostmortemFacts);

test("a contradicted claim stands with its words, both judgements and a citation of what contradicts it", () => {
  const text = section(claim({}));
  expect(text).toContain("“No user data was mishandled.” [[cite:claim:C-1]]");
  expect(text).toContain("| unverified | **contradicted** | **contradicted** |");
  expect(text).toContain("- C-1: 87 accesses. [[cite:exposure]]");
});

test("a person's decision is told beside what the evidence says, with what it cites", () => {
  const decision = { standing: "reconciled" as const, reason: "Another scale.", evidence: ["3-77"], by: "A", at: "" };
  const text = section(claim({ standing: "reconciled", standingBy: "person", decision }));
  expect(text).toContain("87 accesses. [[cite:exposure]] Decided by a person: Another scale. [[cite:event:3-77]]");
});

test("claims that contradict each other are told once, and withdrawn ones are left out", () => {
  const other = { claim: "y", ref: "C-2", over: "the severity" };
  const back = { claim: "x", ref: "C-1", over: "the severity" };
  const text = section(claim({ conflicts: [other] }), claim({ ref: "C-2", conflicts: [back] }));
  expect(text.match(/differ over/g)).toHaveLength(1);
  expect(section(claim({ withdrawn: true }))).toBe("No claim about the incident is recorded.");
});

test("our own updates that repeated a contradicted claim are named, with the reason where it was known by then", () => {
  const sent = { audience: "everyone", sentAt: "2026-03-11T18:30:00.000000Z" };
  const repeatedIn = [
    { ...sent, update: "U-1", reason: null },
    { ...sent, update: "U-2", reason: "It takes the words back." },
  ];
  const text = claimsSection({ claims: [claim({ repeatedIn })] } as unknown as PostmortemFacts);
  expect(text).toContain("C-1 was repeated in U-1 to everyone");
  expect(text).toContain("before the evidence contradicted it [[cite:update:U-1]]");
  expect(text).toContain("although contradicted: It takes the words back. [[cite:update:U-2]]");
  const supported = claimsSection({
    claims: [claim({ repeatedIn, standing: "supported" })],
  } as unknown as PostmortemFacts);
  expect(supported).not.toContain("U-1");
});
