import { expect, it } from "vitest";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { awsS3Access } from "./format";

const lines = (await readFixture(new URL("fixtures/s3-access.log", import.meta.url))).records;
const rows = (await readFixture(new URL("fixtures/table.ndjson", import.meta.url))).records;
const event = (record: unknown) => eventOf(awsS3Access, record);

it("reads old lines of 18 columns: settings of a bucket, and an object for nobody that is named", () => {
  expect(event(lines[0])).toMatchObject({
    occurredAt: "2014-02-06T00:00:38.000000Z",
    timeBasis: { zone: "stated" },
    actor: "79a5",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "REST.GET.VERSIONING",
    verb: "list",
    resources: [{ id: "arn:aws:s3:::mybucket", type: "AWS::S3::Bucket", name: "mybucket" }],
    outcome: "success",
    sourceIp: "192.0.2.3",
    session: null,
    eventId: "3E57427F3EXAMPLE",
  });
  expect(event(lines[1])).toMatchObject({
    actor: null,
    verb: "read",
    outcome: "success",
    bytes: null,
    resources: [{ id: "arn:aws:s3:::mybucket/foo/bar.html", type: "AWS::S3::Object", name: "foo/bar.html" }, {}],
  });
});

it("reads new lines, with the requester as it is written and a failed look at a policy", () => {
  expect(event(lines[2])).toMatchObject({
    occurredAt: "2019-02-06T00:00:38.000000Z",
    actor: "arn:aws:iam::123456:user/test@elastic.co",
    actorLabel: "test@elastic.co",
    action: "REST.GET.BUCKETPOLICY",
    verb: "list",
    outcome: "failure",
    bytes: 297,
  });
});

it("takes both encodings off a key, and knows an AWS service", () => {
  expect(event(lines[3])).toMatchObject({
    actor: "svc:delivery.logs.amazonaws.com",
    actorKind: "service",
    verb: "write",
    bytes: 4_406_583,
    resources: [{ id: "arn:aws:s3:::awsexamplebucket1/s3-dg/a b.pdf" }, { id: "arn:aws:s3:::awsexamplebucket1" }],
  });
});

it("reads rows that were made from lines", () => {
  expect(event(rows[0])).toMatchObject({
    occurredAt: "2020-06-21T20:41:25.000000Z",
    timeBasis: { zone: "contract" },
    actor: null,
    verb: "write",
    outcome: "denied",
    sourceIp: "54.159.198.108",
  });
  expect(event(rows[5])).toMatchObject({ actor: "AmazonS3", actorKind: "service", verb: "delete", outcome: "unknown" });
  expect(event(rows[10]).resources[0]).toEqual({
    id: "arn:aws:s3:::panther-bootstrap-processeddata-AF1341JAK/logs/logdir/year=2020/month=09/day=30/hour=19/file.json.gz",
    type: "AWS::S3::Object",
    name: "logs/logdir/year=2020/month=09/day=30/hour=19/file.json.gz",
  });
});

it("keeps the lines of one request apart that touch different objects, and refuses what is none", () => {
  const line = (key: string) =>
    `79a5 b [06/Feb/2026:00:00:38 +0000] 192.0.2.3 79a5 R1 BATCH.DELETE.OBJECT ${key} - 204 - - - - - - - - - - - - - - -`;
  expect(event(line("a")).identity).not.toBe(event(line("b")).identity);
  expect(awsS3Access.normalise("hello", NO_ANSWERS)[0]?.kind).toBe("reject");
});
