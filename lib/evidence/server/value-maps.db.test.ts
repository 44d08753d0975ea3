import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { AnswerEvidenceInput } from "../inputs";
import { anEvidenceBench } from "./testing";

testDatabase();

const HEADER = "wann;wer;was;worauf;ergebnis";
const row = (i: number, act: string, end: string) => {
  const at = new Date(Date.UTC(2026, 10, 3, 13) + i * 1000).toISOString();
  return `${at};clara;${act};akte/${i};${end}`;
};
const COLUMNS = { occurredAt: "wann", actor: "wer", action: "was", resource: "worauf", outcome: "ergebnis" };

test("the words of a column are shown with how often they stand in the first records", async () => {
  const { bring } = await anEvidenceBench();
  const rows = Array.from({ length: 120 }, (_, i) => row(i, i % 3 ? "lesen" : "gucken", i % 10 ? "ok" : "nix"));
  const { sample } = await bring([HEADER, ...rows].join("\n"), { filename: "zugriffe.csv" });
  expect(sample?.records).toBe(120);
  expect(sample?.values.find(({ column }) => column === "ergebnis")).toEqual({
    column: "ergebnis",
    values: [
      { value: "ok", count: 108 },
      { value: "nix", count: 12 },
    ],
    others: 0,
  });
  expect(sample?.values.find(({ column }) => column === "worauf")).toMatchObject({ others: 80 });
  expect(sample?.rows).toHaveLength(50);
});

test("what somebody says that a word means goes before what is recognised, and is offered for the next file", async () => {
  const bench = await anEvidenceBench();
  const { bring, answer, events } = bench;
  const asked = await bring([HEADER, row(1, "gucken", "nix"), row(2, "Gucken", "ok")].join("\n"));
  const mapping = { ...COLUMNS, outcomes: { nix: "denied", ok: "failure" }, verbs: { gucken: "read" } } as const;
  const source = await answer(asked.id, { mapping });
  expect(source).toMatchObject({ status: "ready", notes: [] });
  expect((await events()).map(({ verb, outcome }) => [verb, outcome])).toEqual([
    ["read", "denied"],
    ["read", "failure"],
  ]);
  const next = await bring([HEADER, row(3, "gucken", "nix")].join("\n"));
  expect(next.offered?.mapping).toEqual(mapping);
});

test("words that nobody gave a meaning are counted and named, also when they come late", async () => {
  const { bring, answer } = await anEvidenceBench();
  const early = Array.from({ length: 3000 }, (_, i) => row(i, "lesen", "ok"));
  const late = Array.from({ length: 13 }, (_, i) => row(3000 + i, "lesen", i < 8 ? "nix" : "hm"));
  const asked = await bring([HEADER, ...early, ...late, row(3100, "gucken", "")].join("\n"));
  const { notes, counts } = await answer(asked.id, { mapping: COLUMNS });
  expect(counts.events).toBe(3014);
  expect(notes).toEqual([
    "The outcome of 13 records was not recognised and is unknown: nix (8), hm (5).",
    "The action of 1 record was not recognised and is the verb “other”: gucken (1).",
  ]);
});

test("a word that is said to mean nothing known is not counted as unrecognised", async () => {
  const { bring, answer } = await anEvidenceBench();
  const asked = await bring([HEADER, row(1, "gucken", "nix")].join("\n"));
  const mapping = { ...COLUMNS, outcomes: { nix: "unknown" }, verbs: { gucken: "other" } } as const;
  expect((await answer(asked.id, { mapping })).notes).toEqual([]);
});

test("meanings that are none of ours, and too many of them, are refused with what to say", () => {
  const parse = (more: object) => AnswerEvidenceInput.safeParse({ mapping: { ...COLUMNS, ...more } });
  expect(parse({ outcomes: { nix: "verweigert" } }).error?.issues[0]).toMatchObject({
    path: ["mapping", "outcomes", "nix"],
    message: "Say one of success, denied, failure, unknown.",
  });
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`w${i}`, "read"]));
  expect(parse({ verbs: many }).error?.issues[0]?.message).toBe("Give 200 words or fewer a meaning.");
  expect(parse({ verbs: { gucken: "read" } }).success).toBe(true);
});
