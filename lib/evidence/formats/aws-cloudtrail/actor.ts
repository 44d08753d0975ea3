import { at, firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { NormalisedEvent } from "@/lib/evidence/model";

type Actor = Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf" | "session" | "trace">;

/**
 * Who made a call: the user's or the role session's name, with the ARN beside it. The role a session was taken
 * from is not somebody acted for, so only a stated identity (`onBehalfOf`, a source identity) is.
 */
export function cloudTrailActor(record: JsonObject): Actor {
  const identity = own(record, "userIdentity");
  const arn = text(own(identity, "arn"));
  const issuer = firstText(identity, "sessionContext.sessionIssuer.userName");
  const invokedBy = text(own(identity, "invokedBy"));
  const type = text(own(identity, "type"));
  const session = type === "AssumedRole" || type === "FederatedUser" ? lastPart(arn) : null;
  const root = type === "Root" ? "root" : null;
  const actor =
    text(own(identity, "userName")) ??
    session ??
    lastPart(arn) ??
    issuer ??
    invokedBy ??
    root ??
    firstText(identity, "principalId", "onBehalfOf.userId", "accountId");
  return {
    actor,
    actorLabel: arn ?? text(own(identity, "principalId")),
    actorKind: kindOf(record, type, identity, session, arn),
    onBehalfOf: firstText(identity, "onBehalfOf.userId", "sessionContext.sourceIdentity", "invokedByDelegate.userName"),
    session: text(own(identity, "accessKeyId")),
    trace: firstText(record, "sharedEventID", "requestID"),
  };
}

function lastPart(arn: string | null): string | null {
  if (arn === null || !arn.includes("/")) return null;
  return arn.slice(arn.lastIndexOf("/") + 1) || null;
}

/** Never human without a sign of one: a console session with MFA, or a sign-in through the identity provider. */
function kindOf(
  record: JsonObject,
  type: string | null,
  identity: unknown,
  session: string | null,
  arn: string | null,
): NormalisedEvent["actorKind"] {
  if (type === "AWSService" || text(own(identity, "invokedBy")) !== null) return "service";
  if (type === "IdentityCenterUser" || type === "SAMLUser") return "human";
  const mfa = text(at(identity, "sessionContext.attributes.mfaAuthenticated")) === "true";
  const console = text(own(record, "sessionCredentialFromConsole")) === "true";
  const signIn = own(record, "eventName") === "ConsoleLogin";
  if (type === "IAMUser" && (mfa || console || signIn)) return "human";
  if (type === "AssumedRole" && arn?.includes(":assumed-role/AWSReservedSSO_") && session?.includes("@"))
    return "human";
  return "unknown";
}
