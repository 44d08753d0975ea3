import { expect, test } from "vitest";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { OpenWindowInput } from "../inputs";
import { getNarrowing } from "./get-narrowing";
import { openWindow } from "./open-window";

testDatabase();

async function aWindowOver(records: unknown[], pattern = "arn:aws:s3:::vault/*") {
  const bench = await anEvidenceBench();
  const input = { name: `Vault ${bench.incident.ref}`, classification: "secret", systems: ["aws-cloudtrail"] };
  const asset = await createAsset(
    bench.user.ctx,
    CreateAssetInput.parse({ ...input, patterns: [{ resource: pattern }] }),
  );
  if (records.length > 0) await bench.bring(ndjson(records));
  const times = {
    openedAt: "2026-03-11T00:00:00Z",
    closedAt: "2026-03-11T00:10:00Z",
    closedAtEarliest: "2026-03-11T00:00:30Z",
  };
  const window = { asset: asset.id, audience: { kind: "organisation" }, ...times };
  await openWindow(bench.user.ctx, bench.incident.ref, OpenWindowInput.parse(window));
  return { bench, narrowing: () => getNarrowing(bench.user.ctx, bench.incident.ref, {}) };
}

test("names silence, bounds and unresolved actors with what they move, and how to get the log of the stretch", async () => {
  const { narrowing } = await aWindowOver(Array.from({ length: 60 }, (_, i) => cloudTrail(i)));
  const { data, blind } = await narrowing();
  expect(blind).toEqual([]);
  expect(data.map(({ kind }) => kind)).toEqual(["taken", "bound", ...Array(7).fill("actor"), "gap"]);
  // Of the sixty accesses, a second apart, half fell between the two bounds of the closing.
  expect(data[1]?.moves).toEqual({ accesses: 30, ms: 570_000, principals: 0 });
  expect(data.at(-1)).toMatchObject({ system: "aws-cloudtrail", until: "2026-03-11T00:10:00.000000Z" });
  expect(data.at(-1)?.get?.command).toContain("2026/03/11");
});

test("warns that a log without reads shows none, and not where it reads anything of the kind", async () => {
  const management = (id: number) =>
    cloudTrail(id, { eventName: "PutBucketTagging", requestParameters: { bucketName: "vault" } });
  const blindOne = await aWindowOver([0, 599].map(management), "arn:aws:s3:::vault*");
  const { blind, data } = await blindOne.narrowing();
  expect(blind).toMatchObject([{ system: "aws-cloudtrail", why: "never_read", formats: ["aws-cloudtrail"] }]);
  expect(blind[0]?.cannotShow[0]).toContain("data events");
  expect(data.map(({ kind }) => kind)).toContain("blind");
  const elsewhere = cloudTrail(3, { requestParameters: { bucketName: "other", key: "x" } });
  expect((await (await aWindowOver([management(0), elsewhere], "arn:aws:s3:::vault*")).narrowing()).blind).toEqual([]);
  const unnamed = await aWindowOver([management(0)], "arn:aws:s3:::nowhere/*");
  expect((await unnamed.narrowing()).blind).toMatchObject([{ why: "never_named" }]);
});

test("without a window there is nothing to narrow, and who may not see the incident is told that it is not there", async () => {
  const bench = await anEvidenceBench();
  const { ctx } = await aUser("viewer");
  expect(await getNarrowing(ctx, bench.incident.ref, {})).toMatchObject({ data: [], blind: [] });
  await expect(getNarrowing(ctx, "INC-99999", {})).rejects.toMatchObject({ code: "not_found" });
});
