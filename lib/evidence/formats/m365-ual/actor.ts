import { firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { ActorKind, NormalisedEvent } from "@/lib/evidence/model";

type Actor = Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf">;

/** UserType, as a number in the Management API and as a word in Sentinel. 1 is reserved and says nothing. */
const KINDS: Readonly<Record<string, ActorKind>> = {
  "0": "human",
  Regular: "human",
  "2": "human",
  Admin: "human",
  "3": "service",
  DcAdmin: "service",
  "4": "service",
  System: "service",
  "5": "service",
  Application: "service",
  "6": "service",
  ServicePrincipal: "service",
  "7": "service",
  CustomPolicy: "service",
  "8": "service",
  SystemPolicy: "service",
};

/**
 * Who acted. An assistant acts on behalf of the user whose prompt it answers; a delegate who opens somebody
 * else's mailbox acts for themselves (the mailbox is what was touched), unless the mail was sent in that name.
 */
export function m365Actor(r: JsonObject, operation: string): Actor {
  const user = firstText(r, "UserId", "UserId_", "UserIds", "UserKey");
  const agent = firstText(r, "AgentName", "AgentId", "AppIdentity", "CopilotEventData.AgentName");
  const workload = text(own(r, "Workload"));
  const assistant =
    operation === "CopilotInteraction" || workload === "Copilot" || text(own(r, "RecordType")) === "261";
  if (assistant || agent !== null) {
    return {
      actor: agent ?? workload ?? "Copilot",
      actorLabel: firstText(r, "AgentId", "AppIdentity", "CopilotEventData.AppHost"),
      actorKind: "agent",
      onBehalfOf: user,
    };
  }
  const inTheName = operation === "SendOnBehalf" || operation === "SendAs";
  const type = text(own(r, "UserType")) ?? "";
  return {
    actor: user,
    actorLabel: text(own(r, "UserKey")),
    actorKind: (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined) ?? "unknown",
    onBehalfOf: inTheName ? firstText(r, "SendOnBehalfOfUserSmtp", "SendAsUserSmtp", "MailboxOwnerUPN") : null,
  };
}
