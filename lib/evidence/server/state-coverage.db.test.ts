import { expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import { stateCoverage } from "./state-coverage";
import { anEvidenceBench, cloudTrail, ndjson } from "./testing";

testDatabase();

const FROM = "2026-03-01T00:00:00.000000Z";
const UNTIL = "2026-04-01T00:00:00.000000Z";

test("what a read file covers can be stated afterwards; the former statement is kept, and null infers it again", async () => {
  const { bring, incident, user } = await anEvidenceBench();
  const source = await bring(ndjson([cloudTrail(0), cloudTrail(60)]));
  const inferred = { from: "2026-03-11T00:00:00.000000Z", until: "2026-03-11T00:01:00.000001Z", basis: "inferred" };
  expect(source.coverage).toEqual([inferred]);

  const stated = await stateCoverage(user.ctx, incident.ref, source.id, { coverageFrom: FROM, coverageUntil: UNTIL });
  expect(stated.coverage).toEqual([{ from: FROM, until: UNTIL, basis: "stated" }]);
  const again = await stateCoverage(user.ctx, incident.ref, source.id, { coverageFrom: null, coverageUntil: null });
  expect(again.coverage).toEqual([inferred]);

  const rows = await rawSql()`
    select superseded_at is null as current from evidence_coverage where source_no = ${source.no} order by id`;
  expect(rows.map(({ current }) => current)).toEqual([false, false, true]);
});

test("a hole in a log stays one, however wide the coverage that is stated", async () => {
  const { bring, incident, user } = await anEvidenceBench();
  const source = await bring(`${ndjson([cloudTrail(0), cloudTrail(60)])}\n{"cut": "of`);
  const { holes } = source;
  expect(holes.length).toBeGreaterThan(0);
  const stated = await stateCoverage(user.ctx, incident.ref, source.id, { coverageFrom: FROM, coverageUntil: UNTIL });
  expect(stated.holes).toHaveLength(holes.length);
  expect(stated.holes.at(-1)?.until).toBe(UNTIL);
  expect(stated.coverage.some((part) => part.until === UNTIL)).toBe(false);
});

test("coverage is stated of a file that was read only", async () => {
  const { bring, incident, user } = await anEvidenceBench();
  const source = await bring("when,thing\n2026-03-11 10:00,a\n");
  expect(source.status).toBe("failed");
  const state = () => stateCoverage(user.ctx, incident.ref, source.id, { coverageFrom: FROM, coverageUntil: UNTIL });
  await expect(state()).rejects.toMatchObject({ code: "conflict" });
});
