import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { awsBedrockInvocation } from "./format";

const records = readLines(new URL("fixtures/invocations.ndjson", import.meta.url));

it("recognises an invocation by its schema type, in either spelling, and nothing else", () => {
  expect(records.map((r) => awsBedrockInvocation.recognise(r, NDJSON))).toEqual([1, 1, 1, 1, 1, 1]);
  expect(awsBedrockInvocation.recognise({ schematype: "ModelInvocationLog" }, NDJSON)).toBe(1);
  expect(awsBedrockInvocation.recognise({ schemaType: "Other", operation: "Converse" }, NDJSON)).toBe(0);
});

it("reads who called which model, and nothing of what was said", () => {
  const event = eventOf(awsBedrockInvocation, records[0]);
  expect(event).toMatchObject({
    occurredAt: "2025-05-15T14:17:22.000000Z",
    timeBasis: { field: "timestamp", zone: "contract" },
    actor: "suspicious.user",
    actorLabel: "arn:aws:sts::111111111111:assumed-role/role_details/suspicious.user",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "Converse",
    verb: "invoke",
    resources: [{ id: "anthropic.claude-3-haiku-20240307-v1:0", type: "model", name: null }],
    outcome: "success",
    sourceIp: null,
    session: null,
    trace: "bb98d9a8-bd9a-47ca-976b-f165ef1f8b67",
    eventId: "bb98d9a8-bd9a-47ca-976b-f165ef1f8b67",
  });
  expect(JSON.stringify(event)).not.toContain("question");
});

it("reads a call that a guardrail stopped as refused, in both forms of an answer", () => {
  expect(eventOf(awsBedrockInvocation, records[4])).toMatchObject({ action: "Converse", outcome: "denied" });
  expect(eventOf(awsBedrockInvocation, records[5])).toMatchObject({
    occurredAt: "2025-05-15T14:14:49.000000Z",
    action: "InvokeModel",
    outcome: "denied",
  });
  const streamed = [{ type: "message_start" }, { "amazon-bedrock-guardrailAction": "INTERVENED" }];
  const record = { ...(records[5] as object), output: { outputBodyJson: streamed } };
  expect(eventOf(awsBedrockInvocation, record).outcome).toBe("denied");
});

it("reads an error code as its outcome, and a listing as a listing", () => {
  const failed = { ...(records[0] as object), errorCode: "ThrottlingException" };
  expect(eventOf(awsBedrockInvocation, failed).outcome).toBe("failure");
  const refused = { ...(records[0] as object), errorCode: "AccessDeniedException" };
  expect(eventOf(awsBedrockInvocation, refused).outcome).toBe("denied");
  expect(eventOf(awsBedrockInvocation, records[2]).verb).toBe("list");
});

it("names a user by the last part of the ARN", () => {
  const record = { ...(records[0] as object), identity: { arn: "arn:aws:iam::1:user/team/kim@example.com" } };
  expect(eventOf(awsBedrockInvocation, record).actor).toBe("kim@example.com");
});

it("refuses a record without a time, and answers any JSON", () => {
  expect(awsBedrockInvocation.normalise({ operation: "Converse" }, NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no time: timestamp is missing or empty" },
  ]);
  expectAnswers(awsBedrockInvocation, {
    schemaType: "ModelInvocationLog",
    timestamp: "2026-03-11T10:00:00Z",
    operation: "Converse",
    identity: { arn: "arn:aws:iam::1:user/a" },
    output: { outputBodyJson: {} },
  });
});
