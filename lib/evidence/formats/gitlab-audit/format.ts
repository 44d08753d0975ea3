import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfName } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Resource, Verb } from "@/lib/evidence/model";

const VERBS: VerbRules = [
  [/login|sign_?in|authenticated|^with |omniauth|password_authentication/, "login"],
  [/git-upload-pack|^repository_download|archive_download/, "read"],
  [/git-receive-pack|^push_/, "write"],
  [/export|download/, "export"],
  [/visibility|shared_with|group_share_with_group|project_group_link_created|add project_access/, "share"],
  [
    /(token|key|access|member|approver|role|permission|application|invite|email|user)s?_(created|added|granted|approved|accepted|activated)|^add (user_access|ssh|email|.*key|.*token)/,
    "grant",
  ],
  [
    /(token|key|access|member|approver|role|permission|application|invite|email)s?_(revoked|removed|deleted|destroyed|expired)|^remove (user_access|ssh|email|.*key|.*token)|user_(blocked|banned|deactivated)/,
    "revoke",
  ],
  [/destroyed|deleted|removed|^remove /, "delete"],
  [
    /^(issue|merge_request|epic|wiki|snippet|release|branch|tag|repository)[a-z_]*_(created|updated|merged|closed)/,
    "write",
  ],
];
/** What the first GitLab versions wrote instead of an event's name. */
const CHANGES = ["add", "change", "remove", "failed_login", "with", "custom_message"];

/** GitLab audit events: the API, streaming to a destination, and `audit_json.log` of an own installation. */
export const gitlabAudit = declareFormat({
  id: "gitlab-audit",
  title: "GitLab audit events",
  system: "gitlab",
  basis: "documentation",
  blindSpots: [
    "Which events are written depends on the licence; clones and pushes only where events are streamed.",
    "Views in the browser are not in it.",
    "A token's use is named by its owner; agents that use a person's token look like that person.",
    "Most events say that something happened and not whether it was refused.",
  ],
  recognise(r) {
    if (own(r, "author_id") === undefined || text(own(r, "entity_type")) === null) return 0;
    if (own(r, "created_at") === undefined && own(r, "time") === undefined) return 0;
    return ["target_type", "details", "entity_path", "entity_id"].some((key) => Object.hasOwn(r, key)) ? 1 : 0;
  },
  action: actionOf,
  withoutAction: "neither an event's name nor what was changed: not an audit event",
  times: ["created_at", "time"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = text(own(r, "id"));
    return {
      ...readSourceIp(firstText(r, "ip_address", "details.ip_address", "meta.remote_ip", "remote_ip")),
      ...actorOf(r),
      verb: verbOf(r, action),
      resources: resourcesOf(r),
      outcome: outcomeOfName(action),
      trace: firstText(r, "correlation_id", "details.correlation_id"),
      eventId,
      identity: eventId && `${eventId}|${firstText(r, "created_at", "time")}`,
    };
  },
});

function actionOf(r: JsonObject): string | null {
  const named = firstText(r, "event_type", "event_name", "details.event_name");
  if (named !== null) return named;
  for (const where of [r, own(r, "details")]) {
    for (const key of CHANGES) {
      const what = text(own(where, key));
      if (what !== null) return key === "custom_message" ? what.slice(0, 200) : `${key} ${what}`.slice(0, 200);
    }
  }
  return null;
}

/** Streamed git operations say only in their message whether something was fetched or pushed. */
function verbOf(r: JsonObject, action: string): Verb {
  const git =
    action === "repository_git_operation"
      ? (firstText(r, "details.custom_message.action", "details.custom_message") ?? "")
      : "";
  return verbBy(VERBS, `${git || action}`.toLowerCase(), "admin");
}

function actorOf(r: JsonObject): { actor: string | null; actorLabel: string | null; actorKind: ActorKind } {
  const id = text(own(r, "author_id"));
  const email = firstText(r, "author_email", "details.author_email");
  const name = firstText(r, "author_name", "details.author_name");
  const kind = firstText(r, "details.author_class", "author_class") ?? "";
  const user = firstText(r, "meta.user");
  const service = /token|service|runner/i.test(kind) || id === "-2" || /(^|_)bot(_|$)/.test(user ?? name ?? "");
  return {
    actor: email ?? name ?? user ?? (id?.startsWith("-") ? null : id),
    actorLabel: email === null ? (user ?? id) : name,
    actorKind: service ? "service" : "unknown",
  };
}

function resourcesOf(r: JsonObject): Resource[] {
  const named = (part: "entity" | "target", ...paths: string[]): Resource => ({
    id: firstText(r, ...paths, `${part}_id`, `details.${part}_id`) ?? "",
    type: firstText(r, `${part}_type`, `details.${part}_type`),
    name: null,
  });
  const entity = named("entity", "entity_path", "details.entity_path");
  const target = named("target", "target_details", "details.target_details");
  const same =
    entity.type === target.type && entity.id === (firstText(r, "target_id", "details.target_id") ?? entity.id);
  return distinctResources(same && target.id !== "" ? [target] : [target, entity]);
}
