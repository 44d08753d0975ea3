import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import type { ReceiveEvidenceQuery } from "../inputs";
import { DRY_RUN_BYTES } from "../model";
import { listEvidence } from "./list-evidence";
import { anEvidenceBench, type Bench, cloudTrail, ndjson, pieces } from "./testing";
import { tryEvidence } from "./try-evidence";

testDatabase();

const tried = (bench: Bench, bytes: Buffer | string, query: Partial<ReceiveEvidenceQuery> = {}) => {
  const body = pieces(typeof bytes === "string" ? Buffer.from(bytes) : bytes);
  return tryEvidence(bench.user.ctx, bench.incident.ref, { filename: "log.json", ...query }, body);
};

it("says what an import would say, with the first events as they would be, and keeps nothing", async () => {
  const bench = await anEvidenceBench();
  const file = gzipSync(`${ndjson(Array.from({ length: 60 }, (_, i) => cloudTrail(i)))}\n{"not`);
  const view = await tried(bench, file);
  expect(view).toMatchObject({ format: "aws-cloudtrail", needs: [], error: null, whole: true });
  expect(view.alternatives[0]?.format).toBe("aws-cloudtrail");
  expect(view.sample).toHaveLength(20);
  expect(view.rejects).toHaveLength(1);
  expect((await listEvidence(bench.user.ctx, bench.incident.ref, { limit: 50 })).data).toEqual([]);
  const source = await bench.bring(file);
  const { records, events, skipped, rejects } = source.counts;
  expect(view.counts).toEqual({ records, events, skipped, rejects });
  expect([view.firstEventAt, view.lastEventAt]).toEqual([source.firstEventAt, source.lastEventAt]);
  const [first] = await bench.events({ order: "record" });
  expect(first).toMatchObject(view.sample[0] as object);
});

it("asks what an import would ask, takes an overruled format, and says what is wrong with a file", async () => {
  const bench = await anEvidenceBench();
  const local = "Wer,Was,Zeit\nanna,las,2026-03-11 09:00:00";
  const asks = await tried(bench, local, { filename: "a.csv" });
  expect(asks.needs).toContain("mapping");
  expect(asks.error).toContain("which columns");
  const overruled = await tried(bench, ndjson([cloudTrail(1)]), { format: "okta" });
  expect(overruled).toMatchObject({ format: "okta", counts: { events: 0 } });
  expect(overruled.alternatives[0]?.format).toBe("aws-cloudtrail");
  expect((await tried(bench, "")).error).toContain("empty");
});

it("looks at no more than the beginning of a large file, and holds its cut against nobody", async () => {
  const bench = await anEvidenceBench();
  const long = Array.from({ length: 3 }, (_, i) => cloudTrail(i, { padding: "x".repeat(DRY_RUN_BYTES / 2.5) }));
  const view = await tried(bench, ndjson(long));
  expect(view).toMatchObject({ whole: false, counts: { records: 2, events: 2, rejects: 0 } });
  const many = await tried(bench, ndjson(Array.from({ length: 5000 }, (_, i) => cloudTrail(i))));
  expect(many).toMatchObject({ whole: false, counts: { records: 2000 } });
  const viewer = await aUser("viewer");
  await expect(
    tryEvidence(viewer.ctx, bench.incident.ref, { filename: "a" }, pieces(Buffer.from("x"))),
  ).rejects.toThrow("respond");
});
