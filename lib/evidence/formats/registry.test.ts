import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { RecogniseHints } from "@/lib/evidence/formats/format";
import { FORMATS, formatById, recognise } from "@/lib/evidence/formats/registry";
import { supportTable } from "@/lib/evidence/formats/support-table";

const json: RecogniseHints = { filename: "a.json", container: "ndjson" };
const trail = {
  eventVersion: "1.08",
  userIdentity: { type: "Root" },
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
};

it("names the format that most of a sample is of, with the reason, and a generic one last", () => {
  const found = recognise(
    [trail, trail, { detail: trail, "detail-type": "AWS API Call via CloudTrail" }, { other: 1 }],
    json,
  );
  expect(found.map((f) => f.format.id)).toEqual(["aws-cloudtrail", "generic-json"]);
  expect(found[0]?.reasons).toEqual(["3 of the first 4 records have the shape of AWS CloudTrail."]);
});

it("does not name a format that fewer than six in ten records are of", () => {
  const records = [trail, trail, { a: 1 }, { a: 2 }];
  expect(recognise(records, json).map((f) => f.format.id)).toEqual(["generic-json"]);
});

it("answers nothing for nothing, and nothing for what is no record", () => {
  expect(recognise([], json)).toEqual([]);
  expect(recognise(["text", "text"], { filename: "a.log", container: "lines" })).toEqual([]);
});

it("looks at the first fifty records only", () => {
  const records = [...Array(50).fill(trail), ...Array(500).fill({ other: 1 })];
  expect(recognise(records, json)[0]?.reasons[0]).toMatch(/^50 of the first 50/);
});

it("finds a format by its id", () => {
  expect(formatById("otlp-genai")?.title).toContain("OpenTelemetry");
  expect(formatById("constructor")).toBeNull();
});

it("refuses a record that is nested beyond what can be walked, and goes on", () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const log = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1773237900000000000","body":${deep}}]}]}]}`;
  const options = { zone: null, dateOrder: null, mapping: null };
  for (const format of FORMATS) expect(format.normalise(log, options)).toHaveLength(1);
});

it("writes every format into the support table, with what it rests on and what it cannot show", () => {
  // However the columns are padded.
  const plain = (line: string) => line.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8")
    .split("\n")
    .map(plain);
  const from = readme.findIndex((line) => line.startsWith("| format |"));
  const table = supportTable(FORMATS).map(plain);
  expect(readme.slice(from, from + table.length)).toEqual(table);
  for (const format of FORMATS) expect(format.blindSpots.length, format.id).toBeGreaterThan(0);
});
