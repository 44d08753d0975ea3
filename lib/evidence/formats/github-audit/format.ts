import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Resource, Verb } from "@/lib/evidence/model";

/** What the second half of an action says, first match wins. */
const VERBS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/^git\.(clone|fetch)$|\.download_zip$|^repo\.download|^codespaces\.(connect|create)$/, "read"],
  [/^git\.push$|^pull_request.*\.(create|merge)$|^workflows\.(created|prepared)/, "write"],
  [/^repo\.(access|transfer|transfer_outgoing|change_merge_setting)$|\.publicize$/, "share"],
  [
    /^(public_key|deploy_key|personal_access_token|oauth_access|oauth_authorization|integration_installation)\.(create|add|approve)/,
    "grant",
  ],
  [
    /^(public_key|deploy_key|personal_access_token|oauth_access|oauth_authorization|integration_installation)\.(delete|destroy|remove|revoke)/,
    "revoke",
  ],
  [/^(user|org|business)\.(login|sso_response|failed_login)$|^external_identity/, "login"],
  [/^audit_log\.export|^org\.(audit_log|.*)export|\.export$/, "export"],
  [/^repo\.destroy$|^(packages?|release|branch|environment)\.(delete|destroy)/, "delete"],
  [/^copilot\.|_agent\.|^agent/, "invoke"],
  [/^workflows\.|^checks\./, "execute"],
];
/** Membership: `org.add_member`, `team.remove_repository`, `organization_moderators.add_user`. */
const MEMBERSHIP = /(?:^|\.)(add|invite|remove|cancel)_(member|user|repository|collaborator)s?$/;

/** GitHub audit log: JSON export, API and streaming; also exports that renamed `@timestamp`. */
export const githubAudit: Format = {
  id: "github-audit",
  title: "GitHub audit log",
  system: "github",
  basis: "samples",
  blindSpots: [
    "Views in the browser are not in it; git clones and fetches only with the git events switched on, kept for seven days.",
    "Source addresses are off by default.",
    "A token's use is named by its owner; agents that use a person's token look like that person.",
    "Most events say that something happened and not whether it was refused.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    const action = text(own(record, "action"));
    if (action === null || !/^[a-z_]+(\.[a-z_]+)+$/.test(action) || typeof own(record, "actor") !== "string") return 0;
    const place = ["org", "repo", "business"].some((key) => own(record, key) !== undefined);
    const time = ["@timestamp", "created_at", "at_sign_timestamp"].some((key) => own(record, key) !== undefined);
    return place ? (time ? 1 : 0.7) : own(record, "_document_id") !== undefined ? 0.8 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    return [normaliseRecord(record, options)];
  },
};

function normaliseRecord(r: JsonObject, options: NormaliseOptions): Normalised {
  const action = text(own(r, "action"));
  if (action === null) return { kind: "reject", reason: "no action: not an audit record" };
  const read = readTime(
    ["@timestamp", "at_sign_timestamp", "created_at"].map((key) => [key, own(r, key)] as const),
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const agent = own(r, "actor_is_agent") === true || own(r, "agent_session_id") !== undefined;
  const actor = text(own(r, "actor"));
  const eventId = text(own(r, "_document_id"));
  return makeEvent(read.time, {
    ...readSourceIp(own(r, "actor_ip")),
    actor,
    actorLabel: text(own(r, "actor_id")),
    actorKind: kindOf(r, actor, agent),
    // Of an ordinary event `user` is the one it is about; of an agent's, the one it acts for.
    onBehalfOf: agent ? text(own(r, "user")) : null,
    action,
    verb: verbOf(action),
    resources: resourcesOf(r, agent),
    outcome: /fail|denied|rejected/.test(action) ? (/denied|rejected/.test(action) ? "denied" : "failure") : "success",
    session: firstText(r, "agent_session_id", "hashed_token", "token_id"),
    trace: text(own(r, "request_id")),
    eventId,
    identity: eventId,
  });
}

function kindOf(r: JsonObject, actor: string | null, agent: boolean): ActorKind {
  if (agent) return "agent";
  if (own(r, "actor_is_bot") === true || (actor?.endsWith("[bot]") ?? false)) return "service";
  return "unknown";
}

function verbOf(action: string): Verb {
  const membership = MEMBERSHIP.exec(action)?.[1];
  if (membership !== undefined) return membership === "add" || membership === "invite" ? "grant" : "revoke";
  const known = VERBS.find(([pattern]) => pattern.test(action))?.[1];
  return known ?? "admin";
}

function resourcesOf(r: JsonObject, agent: boolean): Resource[] {
  const named = (key: string, type: string) =>
    list(own(r, key)).map((value) => ({ id: text(value) ?? "", type, name: null }));
  return distinctResources([
    ...named("repo", "repository"),
    ...named("repository", "repository"),
    ...named("team", "team"),
    ...(agent ? [] : named("user", "user")),
    ...named("org", "organisation"),
    ...named("business", "enterprise"),
  ]);
}
