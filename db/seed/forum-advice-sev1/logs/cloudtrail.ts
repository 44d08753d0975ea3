import { gzipSync } from "node:zlib";
import { assumedRole, cloudTrailBase, keyPart } from "@/db/seed/cloudtrail";
import type { LogFile } from "@/db/seed/log-file";
import { type Random, random } from "@/db/seed/random";
import { type Access, instantBetween, storyAccesses } from "../accesses";
import { ACCOUNT, AGENT, APPLIER, ASSETS, ENGINEERING, ENGINEERS, type Person, REGION, REVERTER } from "../cast";
import { DELIVERIES, TIMES, toSeconds } from "../times";

/** Events of an ordinary day that have nothing to do with the story. */
const BACKGROUND = 33_000;

interface Event {
  eventTime: string;
  eventID: string;
  [field: string]: unknown;
}

/** Calls that fill any account's log: [source, name, readOnly, parameters]. */
const ORDINARY: readonly (readonly [source: string, name: string, readOnly: boolean, parameters: object | null])[] = [
  ["ec2", "DescribeInstances", true, { instancesSet: {}, filterSet: {} }],
  ["ec2", "DescribeVolumes", true, { volumeSet: {} }],
  ["ec2", "DescribeSecurityGroups", true, null],
  ["sts", "GetCallerIdentity", true, null],
  ["sts", "AssumeRole", true, { roleArn: `arn:aws:iam::${ACCOUNT}:role/deploy` }],
  ["logs", "DescribeLogGroups", true, null],
  ["cloudformation", "DescribeStacks", true, { stackName: "web" }],
  ["lambda", "ListFunctions20150331", true, null],
  ["kms", "Decrypt", true, { encryptionAlgorithm: "SYMMETRIC_DEFAULT" }],
  ["ssm", "GetParameter", true, { name: "/web/feature-flags", withDecryption: false }],
  ["s3", "GetObject", true, { bucketName: "northwind-build-artifacts", key: "web/latest.tar" }],
  ["s3", "PutObject", false, { bucketName: "northwind-build-artifacts", key: "web/latest.tar" }],
  ["s3", "ListObjects", true, { bucketName: "northwind-build-artifacts" }],
  ["dynamodb", "Query", true, { tableName: "feature-flags" }],
  ["ecr", "BatchGetImage", true, { repositoryName: "web" }],
  ["iam", "ListAttachedRolePolicies", true, { roleName: "deploy" }],
];

/**
 * The day in CloudTrail as three deliveries: the second overlaps the first by half an hour, and between the
 * second and the third six minutes are missing.
 */
export function cloudTrailFiles(): LogFile[] {
  const events = [...storyEvents(), ...permissionChanges(), ...background()].sort((a, b) =>
    a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : a.eventID < b.eventID ? -1 : 1,
  );
  const seen = new Set<string>();
  return DELIVERIES.map(({ from, until }, i) => {
    const delivered = events.filter((e) => e.eventTime >= toSeconds(from) && e.eventTime < toSeconds(until));
    const fresh = delivered.filter((e) => !seen.has(e.eventID));
    for (const e of delivered) seen.add(e.eventID);
    const [records, unique] = [delivered.length, fresh.length];
    return {
      filename: `${ACCOUNT}_CloudTrail_${REGION}_20260311_${i + 1}of${DELIVERIES.length}.json.gz`,
      system: "aws-cloudtrail",
      coverageFrom: from,
      coverageUntil: until,
      bytes: gzipSync(JSON.stringify({ Records: delivered }), { level: 6 }),
      expected: { records, events: unique, duplicates: records - unique, skipped: 0, rejects: 0 },
    };
  });
}

function storyEvents(): Event[] {
  const r = random(1101);
  return storyAccesses().map((access) => accessEvent(r, access));
}

function accessEvent(r: Random, access: Access): Event {
  const { arn } = ASSETS.find((asset) => asset.key === access.asset) ?? { arn: "" };
  const session = access.through === null ? personSession(access.person) : agentSession(access.person);
  return {
    ...base(r, access.at, session, access.person),
    ...(access.asset === "bucket" ? bucketCall(r, access.verb, arn) : tableCall(r, arn)),
    ...(access.outcome === "denied"
      ? { errorCode: "AccessDeniedException", errorMessage: "User is not authorized to perform this action" }
      : {}),
  };
}

function tableCall(r: Random, arn: string) {
  return {
    eventSource: "dynamodb.amazonaws.com",
    eventName: r.pick(["GetItem", "Query", "Scan"]),
    readOnly: true,
    requestParameters: { tableName: arn.slice(arn.lastIndexOf("/") + 1) },
    resources: [{ accountId: ACCOUNT, type: "AWS::DynamoDB::Table", ARN: arn }],
    managementEvent: false,
    eventCategory: "Data",
  };
}

function bucketCall(r: Random, verb: Access["verb"], arn: string) {
  const bucketName = arn.slice("arn:aws:s3:::".length);
  const bucket = { accountId: ACCOUNT, type: "AWS::S3::Bucket", ARN: arn };
  const key = `exports/2026/03/part-${String(r.int(0, 399)).padStart(4, "0")}.parquet`;
  const object = { type: "AWS::S3::Object", ARN: `${arn}/${key}` };
  return {
    eventSource: "s3.amazonaws.com",
    eventName: verb === "list" ? "ListObjects" : "GetObject",
    readOnly: true,
    requestParameters: verb === "list" ? { bucketName, prefix: "exports/" } : { bucketName, key },
    additionalEventData: {
      bytesTransferredIn: 0,
      bytesTransferredOut: verb === "list" ? 4_312 : r.int(20_000, 900_000),
    },
    resources: verb === "list" ? [bucket] : [object, bucket],
    managementEvent: false,
    eventCategory: "Data",
  };
}

/** The change that opened everything, and the one that closed it. */
function permissionChanges(): Event[] {
  const r = random(1102);
  const change = (at: string, person: Person, name: string, parameters: object): Event => ({
    ...base(r, at, personSession(person), person),
    eventSource: "iam.amazonaws.com",
    eventName: name,
    readOnly: false,
    requestParameters: parameters,
    managementEvent: true,
    eventCategory: "Management",
  });
  const policy = { groupName: ENGINEERING, policyName: "debug-read-user-data" };
  return [
    change(TIMES.opened, APPLIER, "PutGroupPolicy", { ...policy, policyDocument: policyDocument() }),
    change(TIMES.closed, REVERTER, "DeleteGroupPolicy", policy),
  ];
}

function policyDocument(): string {
  const Resource = ASSETS.flatMap((asset) => asset.patterns);
  const Action = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "s3:GetObject", "s3:ListBucket"];
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });
}

function background(): Event[] {
  const r = random(1103);
  return Array.from({ length: BACKGROUND }, (): Event => {
    const person = r.pick(ENGINEERS);
    const at = instantBetween(r, TIMES.dayBegins, TIMES.dayEnds);
    const [source, name, readOnly, requestParameters] = r.pick(ORDINARY);
    const service = r.int(1, 10) <= 6;
    return {
      ...base(r, at, service ? serviceSession(r) : personSession(person), service ? null : person),
      eventSource: `${source}.amazonaws.com`,
      eventName: name,
      readOnly,
      requestParameters,
      ...(r.int(1, 60) === 1 ? { errorCode: "ThrottlingException" } : {}),
      managementEvent: source !== "s3" && source !== "dynamodb",
    };
  });
}

function base(r: Random, at: string, identity: object, person: Person | null) {
  const address = person === null ? "10.20.0.14" : addressOf(person);
  const agent = person === null ? "aws-sdk-go-v2/1.30" : "aws-cli/2.24";
  return cloudTrailBase(r, at, { account: ACCOUNT, region: REGION, identity, address, agent });
}

/** Everybody has one address of the company's network that day (documentation range). */
export function addressOf(person: Person): string {
  return `198.51.100.${(Number(person.id.slice(-2)) % 200) + 1}`;
}

/** Engineers sign in through the identity provider; the session is named by their address. */
function personSession(person: Person) {
  const role = "AWSReservedSSO_Engineer_0f1e2d3c4b5a6978";
  return sessionOf(role, person.email, `ASIA${keyPart(person.id)}`);
}

/** The agent's own role, with the person who asked as the source identity. */
function agentSession(person: Person) {
  return sessionOf(AGENT, AGENT, "ASIAFORUMASSISTANT01", person.email);
}

function serviceSession(r: Random) {
  return sessionOf("ci-runner", `runner-${r.int(1, 12)}`, "ASIACIRUNNER00000001");
}

function sessionOf(role: string, session: string, accessKeyId: string, sourceIdentity?: string) {
  return assumedRole({ account: ACCOUNT, role, session, accessKeyId, since: TIMES.dayBegins }, sourceIdentity);
}
