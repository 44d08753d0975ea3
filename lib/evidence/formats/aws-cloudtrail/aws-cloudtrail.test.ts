import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrapEnvelopes } from "@/lib/evidence/formats/envelopes";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import type { NormalisedEvent } from "@/lib/evidence/model";
import { awsCloudTrail } from "./format";

const options: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
const hints: RecogniseHints = { filename: "trail.json", container: "json" };
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const delivery: unknown[] = JSON.parse(fixture("s3-delivery.json")).Records;
const ndjson = (name: string): unknown[] =>
  fixture(name)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const dataEvents = ndjson("data-events.ndjson");

function event(record: unknown): NormalisedEvent {
  const [outcome] = awsCloudTrail.normalise(unwrapEnvelopes(record)[0], options);
  if (outcome?.kind !== "event") throw new Error(JSON.stringify(outcome));
  return outcome.event;
}

describe("a real delivery to S3", () => {
  it("is recognised", () => {
    expect(delivery.map((r) => awsCloudTrail.recognise(r, hints))).toEqual(delivery.map(() => 1));
  });

  it("reads a user's call with key, address and what it touched", () => {
    expect(event(delivery[0])).toMatchObject({
      occurredAt: "2023-07-10T11:57:48.000000Z",
      timeBasis: { field: "eventTime", zone: "stated", text: "2023-07-10T11:57:48Z" },
      actor: "bert-jan",
      actorLabel: "arn:aws:iam::123837392027:user/bert-jan",
      actorKind: "unknown",
      action: "secretsmanager.amazonaws.com:DescribeSecret",
      verb: "list",
      outcome: "success",
      session: "AKIATFQR7NSC8Q4X20BJ",
      sourceIp: "192.168.10.20",
    });
  });

  it("says that a service made a call, and keeps the name it wrote as its address", () => {
    expect(event(delivery[1])).toMatchObject({
      actor: "bert-jan",
      actorKind: "service",
      verb: "execute",
      sourceIp: null,
      sourceIpRaw: "secretsmanager.amazonaws.com",
    });
    expect(event(delivery[5])).toMatchObject({
      actor: "cloudtrail.amazonaws.com",
      actorKind: "service",
      action: "s3.amazonaws.com:GetBucketAcl",
      verb: "list",
      resources: [{ id: "arn:aws:s3:::stratus-red-team-ctlr-bucket-zqfsvooxqj", type: "AWS::S3::Bucket", name: null }],
    });
  });

  it("names a role session by its session name and never takes the role for a person acted for", () => {
    expect(event(delivery[4])).toMatchObject({
      actor: "i-0dbc91f429e48eeed",
      actorLabel:
        "arn:aws:sts::123837392027:assumed-role/stratus-red-team-ec2-steal-credentials-role/i-0dbc91f429e48eeed",
      actorKind: "unknown",
      onBehalfOf: null,
      session: "ASIATFQR7NSCSHSEVYP5",
    });
  });

  it("takes what was touched from the request where the event lists nothing", () => {
    expect(event(delivery[6]).resources).toEqual([
      { id: "stratus-red-team-leave-org-role", type: "AWS::IAM::Role", name: null },
    ]);
  });
});

describe("events about objects answer who read what", () => {
  it("builds object and bucket from the request", () => {
    expect(event(dataEvents[25])).toMatchObject({
      action: "s3.amazonaws.com:GetObject",
      verb: "read",
      outcome: "success",
      occurredAt: "2023-03-01T00:00:00.000000Z",
      actor: "AROAEXAMPLE:session-name",
      resources: [
        { id: "arn:aws:s3:::example-bucket/sensitive-file.txt", type: "AWS::S3::Object", name: "sensitive-file.txt" },
        { id: "arn:aws:s3:::example-bucket", type: "AWS::S3::Bucket", name: "example-bucket" },
      ],
    });
  });

  it("keeps a refused read apart from one that succeeded", () => {
    expect([23, 24, 25].map((i) => event(dataEvents[i]).outcome)).toEqual(["denied", "denied", "success"]);
  });

  it("takes listed ARNs for what was read, and the bytes that were sent", () => {
    expect(event(dataEvents[29]).resources).toEqual([
      { id: "arn:aws:s3:::sensitive-data-bucket/confidential/file.pdf", type: "AWS::S3::Object", name: null },
    ]);
    expect(event(dataEvents[22])).toMatchObject({ actor: "legitimate-user", verb: "write", bytes: 524_288 });
  });

  it("keeps two calls apart whose made-up ids are the same", () => {
    expect(event(dataEvents[17]).identity).not.toBe(event(dataEvents[18]).identity);
  });

  it("tells granting from refusing a grant", () => {
    expect(event(dataEvents[10])).toMatchObject({ verb: "grant", outcome: "denied", actor: "example-user" });
    expect(event(dataEvents[19])).toMatchObject({ verb: "grant", outcome: "success" });
  });

  it("reads the result of a console sign-in from its response", () => {
    expect(event(dataEvents[3])).toMatchObject({
      actor: "anaya",
      actorKind: "human",
      verb: "login",
      outcome: "success",
    });
    expect(event(dataEvents[4]).outcome).toBe("failure");
  });
});

describe("other containers hold the same event", () => {
  const bare = delivery[0];

  it("lookup-events", () => {
    expect(event(ndjson("lookup-events.jsonl")[0])).toMatchObject({
      occurredAt: "2022-02-07T22:23:37.000000Z",
      actor: "fakeusername",
      actorKind: "human",
      action: "ec2.amazonaws.com:DescribeInstances",
      eventId: "0828c0d2-3589-4390-b954-c78b4a7df44b",
      resources: [{ id: "i-01234567890123456", type: "AWS::EC2::Instance", name: null }],
    });
  });

  it("EventBridge, CloudWatch Logs, key names in lower case, and columns of JSON text", () => {
    const expected = event(bare);
    expect(event({ "detail-type": "AWS API Call via CloudTrail", detail: bare })).toEqual(expected);
    expect(event({ logEvents: [{ id: "1", timestamp: 1, message: JSON.stringify(bare) }] })).toEqual(expected);
    expect(event(lowerKeys(bare))).toEqual(expected);
    const cells = Object.entries(lowerKeys(bare) as object).map(([k, v]) => [
      k,
      typeof v === "string" ? v : JSON.stringify(v),
    ]);
    expect(event(Object.fromEntries(cells))).toEqual(expected);
  });
});

it("skips digest files and Insights with the reason, and says why a record without a time is refused", () => {
  const kinds = [{ digestS3Object: "x" }, { insightDetails: {}, eventName: "x" }, dataEvents[0], {}, 7].map(
    (record) => awsCloudTrail.normalise(record, options)[0],
  );
  expect(kinds).toEqual([
    { kind: "skip", reason: "CloudTrail digest file" },
    { kind: "skip", reason: "CloudTrail Insights event" },
    { kind: "reject", reason: "no time: eventTime is missing or empty" },
    { kind: "reject", reason: "no eventName: not a CloudTrail event" },
    { kind: "reject", reason: "not a JSON object" },
  ]);
});

it("keeps of a digest file which hour and which files with which hash it is about", () => {
  const key = "AWSLogs/o-1/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/d.json.gz";
  const log = { s3Object: "AWSLogs/a.json.gz", hashValue: "AB".repeat(32), hashAlgorithm: "SHA-256" };
  const digest = {
    awsAccountId: "111122223333",
    digestStartTime: "2015-08-17T14:01:31Z",
    digestEndTime: "2015-08-17T15:01:31Z",
    digestS3Object: key,
    logFiles: [log, { ...log, hashAlgorithm: "MD5" }, { ...log, hashValue: "short" }, null],
  };
  expect(awsCloudTrail.normalise(digest, options)).toEqual([
    {
      kind: "skip",
      reason: "CloudTrail digest file",
      digest: {
        name: key,
        trail: "111122223333 us-east-2",
        from: "2015-08-17T14:01:31.000000Z",
        until: "2015-08-17T15:01:31.000000Z",
        files: [{ name: "AWSLogs/a.json.gz", sha256: "ab".repeat(32) }],
        signed: null,
      },
    },
  ]);
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc.record({
    eventName: fc.constantFrom("GetObject", "constructor", "__proto__"),
    eventSource: fc.constantFrom("s3.amazonaws.com", "dynamodb.amazonaws.com", "x"),
    eventTime: fc.constant("2024-01-01T00:00:00Z"),
    userIdentity: fc.jsonValue(),
    requestParameters: fc.jsonValue(),
    resources: fc.jsonValue(),
    errorCode: fc.jsonValue(),
    responseElements: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      awsCloudTrail.recognise(record, hints);
      expect(awsCloudTrail.normalise(record, options).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k.toLowerCase(), lowerKeys(v)]));
}
