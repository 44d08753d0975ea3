import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource, Verb } from "@/lib/evidence/model";

/** What was done with an item. */
const USAGES: VerbRules = [
  [/export/, "export"],
  [/^share/, "share"],
  [/^server-(create|update)|^(save|edit|update)/, "write"],
];
/** What an administrator did. */
const AUDITS: VerbRules = [
  [/^(grant|join|invite|add|accept|reactiv|confirm|unlock|provsn|crsvctkn|ptrvtuat)/, "grant"],
  [/^(revoke|remove|leave|suspend|deactiv|delete-?token|deprovsn|rmsvctkn|dealldev|deolddev|dvrmsess)/, "revoke"],
  [/^(export|download)/, "export"],
  [/^(share|publish)/, "share"],
  [/^(view|read|reveal)/, "read"],
  [/^(delete|purge|trash)/, "delete"],
  [/^(sign-?in|login|verify)/, "login"],
];

/** 1Password's Events API: sign-in attempts, item usages and audit events. */
export const onepassword = declareFormat({
  id: "1password",
  title: "1Password events",
  system: "1password",
  basis: "samples",
  blindSpots: [
    "It names items and vaults by ids only; the secret's name and what it opens are not in it.",
    "Use of an item that is cached on a device offline is reported late or never.",
    "A secret that was copied out is out: its use elsewhere is in other logs.",
    "Audit events were read from documentation.",
  ],
  recognise(r) {
    if (text(own(r, "uuid")) === null || own(r, "timestamp") === undefined) return 0;
    if (text(own(r, "item_uuid")) !== null && text(own(r, "vault_uuid")) !== null) return 1;
    if (own(r, "target_user") !== undefined && text(own(r, "category")) !== null) return 1;
    return text(own(r, "actor_uuid")) !== null && text(own(r, "object_type")) !== null ? 1 : 0;
  },
  action: (r) =>
    isSignIn(r) ? text(own(r, "category")) : (text(own(r, "action")) ?? (isUsage(r) ? "item_usage" : null)),
  withoutAction: "neither a sign-in, nor an item's usage, nor an audit event",
  times: ["timestamp"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = text(own(r, "uuid"));
    return {
      ...readSourceIp(firstText(r, "client.ip_address", "session.ip")),
      ...actorOf(r),
      verb: verbOf(r, action),
      resources: resourcesOf(r),
      outcome: isSignIn(r) ? outcomeOf(action) : "success",
      session: firstText(r, "session_uuid", "session.uuid"),
      eventId,
      identity: eventId && [eventId, text(own(r, "timestamp")), action, firstText(r, "item_uuid")].join("|"),
    };
  },
});

function isSignIn(r: JsonObject): boolean {
  return own(r, "target_user") !== undefined && own(r, "category") !== undefined;
}

function isUsage(r: JsonObject): boolean {
  return text(own(r, "item_uuid")) !== null;
}

function verbOf(r: JsonObject, action: string): Verb {
  if (isSignIn(r)) return "login";
  return isUsage(r) ? verbBy(USAGES, action, "read") : verbBy(AUDITS, action, "admin");
}

/** An app with a window is a person's; the command line, a bridge or an integration may be in any program's hands. */
function actorOf(r: JsonObject): { actor: string | null; actorLabel: string | null; actorKind: ActorKind } {
  const who = own(r, "target_user") ?? own(r, "user") ?? own(r, "actor_details");
  const email = firstText(who, "email");
  const id = firstText(who, "uuid") ?? text(own(r, "actor_uuid"));
  const app = firstText(r, "client.app_name") ?? "";
  const service = firstText(r, "actor_type", "user.type") === "service_account";
  return {
    actor: email ?? id,
    actorLabel: email === null ? null : (firstText(who, "name") ?? id),
    actorKind: service ? "service" : /Browser Extension|^1Password (for|8|7)|Web/.test(app) ? "human" : "unknown",
  };
}

function resourcesOf(r: JsonObject): Resource[] {
  const named = (key: string, type: string | null) => ({ id: text(own(r, key)) ?? "", type, name: null });
  return distinctResources([
    named("item_uuid", "item"),
    named("vault_uuid", "vault"),
    {
      ...named("object_uuid", text(own(r, "object_type"))),
      name: firstText(r, "object_details.name", "object_details.email"),
    },
    { ...named("aux_uuid", text(own(r, "aux_type"))), name: firstText(r, "aux_details.name", "aux_details.email") },
  ]);
}

function outcomeOf(category: string): Outcome {
  if (/^(success|firewall_reported_success)$/.test(category)) return "success";
  if (/firewall/.test(category)) return "denied";
  return /failed|error/.test(category) ? "failure" : "unknown";
}
