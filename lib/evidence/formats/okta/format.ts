import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  lowerCaseNames,
  own,
  recase,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource, Verb } from "@/lib/evidence/model";

const NAMES = lowerCaseNames(
  "eventType displayMessage legacyEventType authenticationContext debugContext securityContext externalSessionId alternateId displayName ipAddress ipChain debugData".split(
    " ",
  ),
);

/** By the event type, first match wins. */
const VERBS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [
    /^user\.session\.(start|impersonation\.initiate)|^user\.authentication\.|^policy\.evaluate_sign_on|^app\.oauth2\..*token\.grant/,
    "login",
  ],
  [
    /\.privilege\.grant$|impersonation\.grant$|^group\.user_membership\.add|^application\.user_membership\.add|^group\.application_assignment\.add|^app\.oauth2\..*consent\.grant$|\.api_token\.create$|^user\.account\.unlock/,
    "grant",
  ],
  [
    /\.privilege\.revoke$|impersonation\.(revoke|end)$|_membership\.remove|_assignment\.remove|consent\.revoke$|\.api_token\.revoke$|^user\.lifecycle\.(deactivate|suspend)/,
    "revoke",
  ],
  [/show_password$|^security\..*viewed|\.read$/, "read"],
  [/export|report\.download/, "export"],
  [/\.delete(\.|$)/, "delete"],
  [/^user\.session\.end/, "other"],
];

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  SUCCESS: "success",
  ALLOW: "success",
  FAILURE: "failure",
  DENY: "denied",
  CHALLENGE: "unknown",
  UNKNOWN: "unknown",
  SKIPPED: "unknown",
};

/** Okta System Log, from the API or an event hook. */
export const okta: Format = {
  id: "okta",
  title: "Okta System Log",
  system: "okta",
  basis: "samples",
  blindSpots: [
    "It shows sign-ins and grants, not what was done in the applications afterwards.",
    "Okta keeps it for 90 days.",
    "A service that uses a person's session is named as that person.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    const r = spelt(record);
    if (text(own(r, "eventType")) === null || own(r, "published") === undefined) return 0;
    const parts = ["actor", "outcome", "client"].filter((key) => isObject(own(r, key)));
    return parts.length === 0 ? 0 : parts.length === 1 ? 0.7 : 1;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    return [normaliseRecord(spelt(record), options)];
  },
};

function spelt(record: JsonObject): JsonObject {
  const lowered = own(record, "eventType") === undefined && own(record, "eventtype") !== undefined;
  return lowered ? (recase(record, NAMES) as JsonObject) : record;
}

function normaliseRecord(r: JsonObject, options: NormaliseOptions): Normalised {
  const action = text(own(r, "eventType"));
  if (action === null) return { kind: "reject", reason: "no eventType: not a System Log event" };
  const read = readTime([["published", own(r, "published")]], options, { contractZone: "UTC" });
  if (!read.ok) return read.reject;
  const verb = VERBS.find(([pattern]) => pattern.test(action))?.[1] ?? "admin";
  const eventId = text(own(r, "uuid"));
  const result = firstText(r, "outcome.result")?.toUpperCase() ?? "";
  const ip = firstText(r, "client.ipAddress") ?? text(own(list(own(own(r, "request"), "ipChain"))[0], "ip"));
  return makeEvent(read.time, {
    ...readSourceIp(ip),
    actor: actorOf(r),
    actorLabel: firstText(r, "actor.displayName", "actor.id"),
    actorKind: kindOf(r),
    action,
    verb,
    resources: list(own(r, "target")).flatMap(targetOf),
    outcome: (Object.hasOwn(OUTCOMES, result) ? OUTCOMES[result] : undefined) ?? "unknown",
    session: firstText(r, "authenticationContext.externalSessionId"),
    trace: firstText(r, "transaction.id", "debugContext.debugData.requestId"),
    eventId,
    identity: eventId,
  });
}

/** `alternateId` can be the word "unknown", which names nobody. */
function actorOf(r: JsonObject): string | null {
  const alternate = firstText(r, "actor.alternateId");
  return alternate !== null && alternate.toLowerCase() !== "unknown"
    ? alternate
    : firstText(r, "actor.displayName", "actor.id");
}

function kindOf(r: JsonObject): ActorKind {
  const type = firstText(r, "actor.type");
  if (type === "SystemPrincipal" || type?.startsWith("PublicClientApp")) return "service";
  const browser = firstText(r, "client.userAgent.browser");
  return type === "User" && browser !== null && browser !== "UNKNOWN" ? "human" : "unknown";
}

function targetOf(target: unknown): Resource[] {
  const alternate = firstText(target, "alternateId");
  const id = alternate !== null && alternate !== "unknown" ? alternate : firstText(target, "id", "displayName");
  return id === null
    ? []
    : distinctResources([{ id, type: firstText(target, "type"), name: firstText(target, "displayName") }]);
}
