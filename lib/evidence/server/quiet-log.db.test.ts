import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { anEvidenceBench } from "./testing";

testDatabase();

const asked = {
  coverageFrom: "2026-03-11T00:00:00.000000Z",
  coverageUntil: "2026-03-12T00:00:00.000000Z",
};

test.each([
  ["an envelope without records", '{"Records":[]}', "aws-cloudtrail"],
  ["an empty list", "[]", "aws-cloudtrail"],
  ["a table that is only its header", "CreationDate,UserIds,Operations,AuditData\r\n", "m365-ual"],
  ["a system that no format is of", "[]", "door-lock"],
])("%s of a stated system is a log that says that nothing happened", async (_, bytes, system) => {
  const { bring } = await anEvidenceBench();
  const source = await bring(bytes, { system, ...asked });
  expect(source).toMatchObject({ status: "ready", system, counts: { records: 0, events: 0, rejects: 0 } });
  expect(source.coverage).toEqual([{ from: asked.coverageFrom, until: asked.coverageUntil, basis: "stated" }]);
});

test("without its system, nothing says what a file without records is silent about", async () => {
  const { bring } = await anEvidenceBench();
  for (const bytes of ['{"Records":[]}', "[]", "CreationDate,UserIds,Operations,AuditData\r\n"]) {
    expect(await bring(bytes, asked)).toMatchObject({ status: "failed", errorCode: "no_records" });
  }
});

test("a line of words with commas is no table without rows", async () => {
  const { bring } = await anEvidenceBench();
  const prose = "hello there, this is what somebody wrote down about it, more or less\n";
  expect(await bring(prose, { system: "door-lock", ...asked })).toMatchObject({ status: "failed" });
});
