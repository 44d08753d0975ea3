import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfName } from "@/lib/evidence/formats/outcomes";
import { isProgram } from "@/lib/evidence/formats/programs";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource } from "@/lib/evidence/model";

const VERBS: VerbRules = [
  [/^user_login/, "login"],
  [/^user_logout$|^anomaly$|_detected$|notification_sent$/, "other"],
  [/session_(reset|invalidated)|sessions?_reset/, "revoke"],
  [/export|file_downloaded/, "export"],
  [/public_link_revoked|_unshared|shared_channel_disconnected|invite_revoked/, "revoke"],
  [/shared|public_link|converted_to_public|external_.*invite/, "share"],
  [
    /uninstalled|_restricted$|workspace_removed|removed_from|_revoked$|permissions_removed|user_deactivated|token_deleted/,
    "revoke",
  ],
  [
    /^role_change_to_(admin|owner|primary)|added_to|permissions_(assigned|added)|app_(installed|approved|scopes_expanded|resources_(added|granted)|token_preserved)|owner_transferred|user_channel_join|_invited|invite_(sent|accepted)|user_(created|reactivated)/,
    "grant",
  ],
  [/channel_leave/, "revoke"],
  [
    /^(file|message|channel|private_channel|public_channel|canvas|list|huddle|workflow)[a-z_]*_(deleted|tombstoned|flagged_deleted)$/,
    "delete",
  ],
  [/^(organization|workspace|emoji|channel|user_channel)_?deleted$/, "delete"],
  [/_(opened|viewed|accessed|previewed)$/, "read"],
  [
    /^(file|message|channel|canvas|list)[a-z_]*_(uploaded|created|edited|updated|renamed|archived|restored|posted)$/,
    "write",
  ],
];

/** Slack's Audit Logs API (Enterprise Grid). */
export const slackAudit = declareFormat({
  id: "slack-audit",
  title: "Slack audit log",
  system: "slack",
  basis: "samples",
  blindSpots: [
    "It exists on the Enterprise plan only, and begins on the day that plan began.",
    "Messages are neither in it nor is the reading of them; files are, when they are downloaded or shared.",
    "What an app read with the rights it was given is not in it.",
    "Times are whole seconds.",
  ],
  recognise(r) {
    const action = text(own(r, "action"));
    if (action === null || !/^[a-z0-9_.]+$/.test(action)) return 0;
    if (firstText(r, "actor.type", "actor.user.id") === null) return 0;
    if (own(r, "date_create") !== undefined) return 1;
    return firstText(r, "context.location.type", "context.location.domain") === null ? 0 : 0.7;
  },
  action: (r) => text(own(r, "action")),
  withoutAction: "no action: not an audit log entry",
  times: ["date_create"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = text(own(r, "id"));
    return {
      ...readSourceIp(firstText(r, "context.ip_address")),
      ...actorOf(r),
      verb: verbBy(VERBS, action, "admin"),
      resources: resourcesOf(r),
      outcome: outcomeOf(action),
      session: firstText(r, "context.session_id"),
      eventId,
      identity: eventId && `${eventId}|${action}|${text(own(r, "date_create"))}`,
    };
  },
});

function actorOf(r: JsonObject): { actor: string | null; actorLabel: string | null; actorKind: ActorKind } {
  const email = firstText(r, "actor.user.email");
  const name = firstText(r, "actor.user.name");
  const id = firstText(r, "actor.user.id");
  const person = firstText(r, "actor.type") === "user" && !isProgram(firstText(r, "context.ua"));
  return {
    actor: email ?? name ?? id,
    actorLabel: email === null ? id : (name ?? id),
    actorKind: person ? "human" : "unknown",
  };
}

/** What the entry is about; an entry about nothing in particular is about the workspace it happened in. */
function resourcesOf(r: JsonObject): Resource[] {
  const type = firstText(r, "entity.type");
  const entity = type === null ? undefined : own(own(r, "entity"), type);
  const id = type === "user" ? firstText(entity, "email", "id") : firstText(entity, "id", "name");
  const about = { id: id ?? "", type, name: firstText(entity, "name", "title", "domain") };
  const place = {
    id: firstText(r, "context.location.id") ?? "",
    type: firstText(r, "context.location.type"),
    name: firstText(r, "context.location.name"),
  };
  return distinctResources([id === null ? place : about]);
}

/** What a detection found may have happened or not. */
function outcomeOf(action: string): Outcome {
  return /^anomaly$|_detected$/.test(action) ? "unknown" : outcomeOfName(action);
}
