import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfName } from "@/lib/evidence/formats/outcomes";
import { isProgram } from "@/lib/evidence/formats/programs";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Resource } from "@/lib/evidence/model";

const VERBS: VerbRules = [
  [/login|sign_in/, "login"],
  [/logout|logged_out/, "other"],
  [/export|download/, "export"],
  [
    /(access|token|role|member|membership|user|account|app|permission)[a-z_]*_(added|granted|created|invited|authorized|joined|enabled|approved)$/,
    "grant",
  ],
  [
    /(access|token|role|member|membership|user|account|app|permission)[a-z_]*_(removed|revoked|deleted|deauthorized|deprovisioned|suspended|left)$|session.*revoked/,
    "revoke",
  ],
  [/role_changed$/, "grant"],
  [/privacy|public|shared|share_/, "share"],
  [/_(deleted|removed)$/, "delete"],
  [
    /^(task|project|portfolio|goal|attachment|team)[a-z_]*_(created|updated|renamed|moved|undeleted|duplicated|uploaded)$/,
    "write",
  ],
];

/** Asana's audit log API. */
export const asana = declareFormat({
  id: "asana",
  title: "Asana audit log",
  system: "asana",
  basis: "samples",
  blindSpots: [
    "Reading tasks and projects is not in it; exports and deletions are.",
    "Events are kept for 90 days.",
    "Apps and service accounts that use a person's token are named as that person.",
  ],
  recognise(r) {
    if (text(own(r, "event_type")) === null || text(own(r, "event_category")) === null) return 0;
    return firstText(r, "actor.actor_type") === null ? 0 : 1;
  },
  action: (r) => text(own(r, "event_type")),
  withoutAction: "no event_type: not an audit event",
  times: ["created_at"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = text(own(r, "gid"));
    return {
      ...readSourceIp(firstText(r, "context.client_ip_address")),
      actor: firstText(r, "actor.email", "actor.name", "actor.gid"),
      actorLabel:
        firstText(r, "actor.email") === null ? firstText(r, "actor.gid") : firstText(r, "actor.name", "actor.gid"),
      actorKind: kindOf(r),
      verb: verbBy(VERBS, action, "admin"),
      resources: resourcesOf(r),
      outcome: outcomeOfName(action),
      eventId,
      identity: eventId && `${eventId}|${action}|${text(own(r, "created_at"))}`,
    };
  },
});

/** A user in the browser or an app of Asana's; through the API it may be anything that holds a token. */
function kindOf(r: JsonObject): ActorKind {
  const type = firstText(r, "actor.actor_type");
  if (type === "asana") return "service";
  const there = ["web", "desktop", "mobile"].includes(firstText(r, "context.context_type") ?? "");
  return type === "user" && there && !isProgram(firstText(r, "context.user_agent")) ? "human" : "unknown";
}

function resourcesOf(r: JsonObject): Resource[] {
  const named = (one: unknown) => ({
    id: firstText(one, "email", "gid") ?? "",
    type: firstText(one, "resource_type", "resource_subtype"),
    name: firstText(one, "name"),
  });
  return distinctResources([named(own(r, "resource")), named(own(own(r, "details"), "group"))]);
}
