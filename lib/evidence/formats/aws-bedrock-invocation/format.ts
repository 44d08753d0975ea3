import { declareFormat } from "@/lib/evidence/formats/declare";
import {
  at,
  distinctResources,
  firstText,
  type JsonObject,
  list,
  lowerCaseNames,
  own,
  recase,
  text,
} from "@/lib/evidence/formats/fields";
import { outcomeOfError } from "@/lib/evidence/formats/outcomes";
import type { Outcome, Verb } from "@/lib/evidence/model";

const NAMES = lowerCaseNames(
  "schemaType schemaVersion accountId requestId modelId errorCode inferenceRegion outputBodyJson stopReason".split(" "),
);

/** Amazon Bedrock's model invocation log, from S3 or CloudWatch Logs. */
export const awsBedrockInvocation = declareFormat({
  id: "aws-bedrock-invocation",
  title: "Amazon Bedrock model invocation log",
  system: "aws-bedrock",
  basis: "samples",
  blindSpots: [
    "Logging is off by default and switched on per region: calls in other regions are not in it.",
    "It names the role or user that called, not the person or agent behind the role, and no source address.",
    "Bodies above 100 kB and images are in S3, not in the log; with text delivery switched off no prompt is anywhere.",
    "What an agent did with an answer is not in it.",
  ],
  open: (r) => (own(r, "schematype") === undefined ? r : (recase(r, NAMES) as JsonObject)),
  recognise: (r) => (own(r, "schemaType") === "ModelInvocationLog" ? 1 : 0),
  action: (r) => text(own(r, "operation")),
  withoutAction: "no operation: not a model invocation",
  times: ["timestamp"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const arn = firstText(r, "identity.arn");
    const requestId = text(own(r, "requestId"));
    const model = text(own(r, "modelId"));
    return {
      actor: arn === null ? null : nameOf(arn),
      actorLabel: arn,
      actorKind: arn?.includes(":assumed-role/AWSReservedSSO_") && arn.includes("@") ? "human" : "unknown",
      verb: verbOf(action),
      resources: distinctResources([{ id: model ?? "", type: "model", name: null }]),
      outcome: outcomeOf(r),
      trace: requestId,
      eventId: requestId,
      // Some tools write one made-up id into several records.
      identity: requestId && [requestId, text(own(r, "timestamp")), action, arn, model].join("|"),
    };
  },
});

/** The user's, or the role session's, name: what CloudTrail calls the same caller. */
function nameOf(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1) || arn;
}

function verbOf(operation: string): Verb {
  if (/^(Invoke|Converse|StartAsyncInvoke|Retrieve|Chat)/i.test(operation)) return "invoke";
  return /^List/.test(operation) ? "list" : "other";
}

/** A call without an error code was answered; one that a guardrail stopped was refused. */
function outcomeOf(r: JsonObject): Outcome {
  const error = text(own(r, "errorCode"));
  if (error !== null) return outcomeOfError(error);
  const parts = list(at(r, "output.outputBodyJson"));
  const stopped = parts.some(
    (part) =>
      own(part, "amazon-bedrock-guardrailAction") === "INTERVENED" ||
      own(part, "stopReason") === "guardrail_intervened",
  );
  return stopped ? "denied" : "success";
}
