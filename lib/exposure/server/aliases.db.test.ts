import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, ndjson } from "@/lib/evidence/server/testing";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { getExposure } from "./get-exposure";
import { openWindow } from "./open-window";

testDatabase();

const read = (i: number, account: string) => ({
  eventVersion: "1.09",
  eventID: `event-${i}`,
  eventTime: `2026-03-11T14:${String(10 + i)}:00Z`,
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  readOnly: true,
  sourceIPAddress: "10.0.0.7",
  userIdentity: { type: "IAMUser", userName: "alice", arn: `arn:aws:iam::${account}:user/alice`, accountId: account },
  requestParameters: { bucketName: "users", key: "all.csv" },
  resources: [{ type: "AWS::S3::Object", ARN: "arn:aws:s3:::users/all.csv" }],
});

test("an alias may be the ARN, which tells two people of one short name apart", async () => {
  const { bring, incident, user } = await anEvidenceBench();
  await importPrincipals(user.ctx, [
    { name: "Alice of billing", kind: "human", aliases: [{ value: "arn:aws:iam::111122223333:user/alice" }] },
    { name: "Alice of sales", kind: "human", aliases: [{ value: "arn:aws:iam::444455556666:user/alice" }] },
  ]);
  const asset = await createAsset(user.ctx, {
    name: "users bucket",
    classification: "restricted",
    systems: ["aws-cloudtrail"],
    patterns: [{ resource: "arn:aws:s3:::users/*" }],
  });
  await openWindow(user.ctx, incident.ref, {
    asset: asset.id,
    audience: { kind: "organisation" },
    openedAt: "2026-03-11T14:00:00.000000Z",
    closedAt: "2026-03-11T15:00:00.000000Z",
  });
  const source = await bring(ndjson([read(1, "111122223333"), read(2, "444455556666"), read(3, "444455556666")]), {});
  expect(source.counts).toMatchObject({ events: 3 });
  const answer = await getExposure(user.ctx, incident.ref, {});
  const rows = answer.assets[0]?.principals.map(({ name, accesses }) => [name, accesses.uncleared]);
  expect(rows).toEqual([
    ["Alice of sales", 2],
    ["Alice of billing", 1],
  ]);
});
