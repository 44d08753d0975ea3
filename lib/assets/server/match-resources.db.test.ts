import { expect, test } from "vitest";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { anEvidenceBench, cloudTrail, fixture, ndjson } from "@/lib/evidence/server/testing";
import { changeIncident } from "@/lib/incidents/server/change-incident";
import { matchResources } from "./match-resources";

testDatabase();

test("a pattern is held against what logs have named, by system too, and what nothing names matches nothing", async () => {
  const { bring, user } = await anEvidenceBench();
  await bring(fixture("aws-cloudtrail/fixtures/data-events.ndjson"), { filename: "data-events.ndjson" });
  const resource = "arn:aws:s3:::sensitive-data-bucket/*";
  expect(await matchResources(user.ctx, { resource })).toMatchObject({
    resources: 1,
    incidents: 1,
    examples: ["arn:aws:s3:::sensitive-data-bucket/confidential/file.pdf"],
  });
  expect(await matchResources(user.ctx, { resource, system: "okta" })).toMatchObject({ resources: 0, examples: [] });
  expect(await matchResources(user.ctx, { resource: "arn:aws:s3:::sensitive_data%" })).toMatchObject({ resources: 0 });
});

test("what the logs of a restricted incident name is told to its members only", async () => {
  const { bring, incident, user } = await anEvidenceBench();
  await bring(ndjson([cloudTrail(1, { requestParameters: { bucketName: "secret", key: "a.txt" } })]));
  await changeIncident(user.ctx, incident.ref, { visibility: "restricted" });
  const resource = "arn:aws:s3:::secret/*";
  expect(await matchResources(user.ctx, { resource })).toMatchObject({ resources: 1 });
  const stranger = await aUser("admin");
  expect(await matchResources(stranger.ctx, { resource })).toMatchObject({ resources: 0, incidents: 0, examples: [] });
});
