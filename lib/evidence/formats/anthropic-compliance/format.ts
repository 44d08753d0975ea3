import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, isObject, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfName } from "@/lib/evidence/formats/outcomes";
import { isProgram } from "@/lib/evidence/formats/programs";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Resource } from "@/lib/evidence/model";

/** By the words of an activity's type; there are hundreds of types, built from few words. */
const VERBS: VerbRules = [
  [/login|log_in|sign_?in|social_auth|magic_link|sso_.*(attempt|succeeded|failed)|session_created/, "login"],
  [/logout|logged_out|log_out|sign_?out/, "other"],
  [/export|download/, "export"],
  [/approved$/, "approve"],
  [/(denied|rejected|dismissed|declined)$/, "deny"],
  [/(unshared|share_revoked)/, "revoke"],
  [/shared|sharing|snapshot_(created|published)|published|visibility/, "share"],
  [
    /(key|token|secret|role_assignment|permission|access|grant|member|invite|invitation)s?_(created|granted|added|sent|accepted)$/,
    "grant",
  ],
  [/(user|member)_(added|invited|joined|connected)$|_granted$|owner_transferred$/, "grant"],
  [
    /(key|token|secret|role_assignment|permission|access|grant|member|invite|invitation|user|session)s?_(deleted|revoked|removed|disconnected|expired)$|_revoked$/,
    "revoke",
  ],
  [/_(listed|searched|list_viewed)$/, "list"],
  [/_(viewed|accessed|read|retrieved|opened|access_failed)$/, "read"],
  [
    /(chat|file|project|artifact|message|document|session|memory|skill|account|workspace|org(anization)?)_(deleted|purged)$/,
    "delete",
  ],
  [
    /^(claude_)?(chat|file|project|artifact|message|document|memory|project_document)[a-z_]*_(created|uploaded|updated|renamed|moved|archived|restored|edited)$/,
    "write",
  ],
  [/(restriction|limit|setting|config(uration)?|policy|allowlist|domain|sso)[a-z_]*_deleted$/, "admin"],
  [/_deleted$/, "delete"],
  [/tool_(called|used|executed)|_invoked$/, "execute"],
];

/** The Activity Feed of Anthropic's Compliance API. */
export const anthropicCompliance = declareFormat({
  id: "anthropic-compliance",
  title: "Anthropic Compliance API activity feed",
  system: "anthropic",
  basis: "samples",
  blindSpots: [
    "Recording begins when the Compliance API is switched on; nothing before that day is in it.",
    "The feed names chats, files and projects, not what was said in them.",
    "Console organisations get the feed only, and calls of models through the API are not in it.",
    "What Claude did through a connector is in the log of the system it is connected to.",
  ],
  recognise(r) {
    const actor = own(own(r, "actor"), "type");
    if (typeof actor !== "string" || !/^[a-z_]+_(actor|sync)$/.test(actor)) return 0;
    if (text(own(r, "type")) === null || own(r, "created_at") === undefined) return 0;
    const id = text(own(r, "id"));
    return id?.startsWith("activity_") || own(r, "organization_id") !== undefined ? 1 : 0.8;
  },
  action: (r) => text(own(r, "type")),
  withoutAction: "no type: not an activity",
  times: ["created_at"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = text(own(r, "id"));
    return {
      ...readSourceIp(firstText(r, "actor.ip_address")),
      ...actorOf(own(r, "actor")),
      verb: verbBy(VERBS, action, "admin"),
      resources: resourcesOf(r),
      outcome: outcomeOfName(action),
      session: firstText(r, "session_id", "actor.session_id"),
      trace: firstText(r, "request_id", "actor.request_id"),
      eventId,
      identity: eventId && [eventId, action, text(own(r, "created_at"))].join("|"),
    };
  },
});

function actorOf(actor: unknown): { actor: string | null; actorLabel: string | null; actorKind: ActorKind } {
  const id = isObject(actor) ? idsOf(actor)[0]?.[1] : undefined;
  const email = firstText(actor, "email_address", "unauthenticated_email_address", "email");
  return {
    actor: email ?? id ?? null,
    actorLabel: email !== null && id !== undefined ? id : firstText(actor, "name"),
    actorKind: kindOf(firstText(actor, "type") ?? "", firstText(actor, "user_agent")),
  };
}

/** An actor who did not sign in, and Anthropic's own, are of no stated kind. */
function kindOf(type: string, userAgent: string | null): ActorKind {
  if (type === "user_actor") return isProgram(userAgent) ? "unknown" : "human";
  if (/agent/.test(type)) return "agent";
  return /api|key|service|scim|directory|integration/.test(type) ? "service" : "unknown";
}

/** Fields that name the record itself or where everything in it lies. */
const NOT_TOUCHED = /^(id|organization_(id|uuid)|session_id|request_id|resource_id|target_id)$/;

function idsOf(r: JsonObject): [key: string, id: string][] {
  return Object.entries(r).flatMap(([key, value]): [string, string][] => {
    const id = text(value);
    return id !== null && /_(id|uuid)$/.test(key) && !NOT_TOUCHED.test(key) ? [[key, id]] : [];
  });
}

/** Whatever `…_id` names: a chat, a project, a file, a server, a user; else the organisation. */
function resourcesOf(r: JsonObject): Resource[] {
  const named = idsOf(r).map(([key, id]) => {
    const type = key.replace(/_(id|uuid)$/, "");
    const plain = type.replace(/^(deleted|removed|added|invited)_/, "");
    return {
      id,
      type: plain,
      name: firstText(r, `${type}_name`, `${type}_email`, ...(type.endsWith("file") ? ["filename"] : [])),
    };
  });
  const stated = (["resource", "target"] as const).flatMap((part) => {
    const id = text(own(r, `${part}_id`));
    return id === null ? [] : [{ id, type: text(own(r, `${part}_type`)) ?? part, name: null }];
  });
  const organisation = {
    id: firstText(r, "organization_id", "organization_uuid") ?? "",
    type: "organisation",
    name: null,
  };
  const found = distinctResources([...named, ...stated]);
  return found.length > 0 ? found : distinctResources([organisation]);
}
