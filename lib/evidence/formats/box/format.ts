import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import {
  count,
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  own,
  parsedJson,
  text,
} from "@/lib/evidence/formats/fields";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource } from "@/lib/evidence/model";

const VERBS: VerbRules = [
  [/(^|_)LOGIN$|^DEVICE_TRUST_CHECK/, "login"],
  [/SHIELD|VIOLATION|MALICIOUS|^REPORT|ALERT/, "other"],
  [/EXPORT|DOWNLOAD/, "export"],
  [
    /UNSHARE|SHARED_UNSHARE|SHARE_REMOVE|COLLAB(ORATION)?_REMOVE|_REVOKED$|REMOVE_(USER|DEVICE|FOLDER|COLLAB)|DISABLE|DEACTIVAT/,
    "revoke",
  ],
  [
    /COLLAB(ORATION)?_(INVITE|ADD|ACCEPT|ROLE)|ACCESS_GRANTED|GROUP_ADD|ADD_(DEVICE|USER|GROUP)|ADMIN_INVITE|NEW_USER|ADMIN_ROLE|OAUTH2?_ACCESS/,
    "grant",
  ],
  [/SHARE/, "share"],
  [/PREVIEW|_OPEN$|_SYNC$|CONTENT_ACCESS|_VIEW(ED)?$/, "read"],
  [/^(UN)?TRASH$|ITEM_UNDELETE|UNDELETE|RESTORE/, "write"],
  [/DELETE|TRASH|PURGE/, "delete"],
  [/UPLOAD|CREATE|EDIT|MODIFY|RENAME|MOVE|COPY|LOCK|COMMENT|TAG|MAKE_CURRENT|UPDATE_/, "write"],
];

/** Box events: the user's stream and the enterprise's (admin_logs). */
export const box = declareFormat({
  id: "box",
  title: "Box events",
  system: "box",
  basis: "samples",
  blindSpots: [
    "The enterprise's stream can be late and repeats events; it is kept for a year, the live one for two weeks.",
    "Opening a shared link without signing in names nobody.",
    "Apps that act for a person are named as that person, unless the event says who acted.",
    "What was in a file that was opened is not in it.",
  ],
  open: (r) => ({ ...r, additional_details: parsedJson(own(r, "additional_details")) }),
  recognise(r) {
    const name = text(own(r, "event_type"));
    if (name === null || !/^[A-Z0-9_]+$/.test(name)) return 0;
    if (own(r, "type") === "event") return 1;
    return isObject(own(r, "created_by")) && Object.hasOwn(r, "source") ? 0.9 : 0;
  },
  action: (r) => text(own(r, "event_type")),
  withoutAction: "no event_type: not an event",
  times: ["created_at"],
  fields(r, action) {
    const eventId = text(own(r, "event_id"));
    return {
      ...readSourceIp(own(r, "ip_address")),
      ...actorOf(r),
      verb: verbBy(VERBS, action, "admin"),
      resources: resourcesOf(r),
      outcome: outcomeOf(action),
      session: text(own(r, "session_id")),
      bytes: count(own(own(r, "additional_details"), "size")),
      eventId,
      identity: eventId,
    };
  },
});

/** `action_by` is who acted where that is another than the one the event is booked on. */
function actorOf(r: JsonObject) {
  const booked = nameOf(own(r, "created_by"));
  const acted = nameOf(own(r, "action_by"));
  const actor = acted ?? booked;
  const who = acted === null ? own(r, "created_by") : own(r, "action_by");
  const service = /@boxdevedition\.com$/i.test(actor ?? "");
  return {
    actor,
    actorLabel: firstText(who, "name"),
    actorKind: service ? ("service" as ActorKind) : ("unknown" as ActorKind),
    onBehalfOf: acted === null || acted === booked ? null : booked,
  };
}

/** Whoever is not signed in is booked on a user of Box's own, number 2, "Unknown User". */
function nameOf(user: unknown): string | null {
  if (firstText(user, "login") === null && firstText(user, "id") === "2") return null;
  return firstText(user, "login", "id");
}

function resourcesOf(r: JsonObject): Resource[] {
  const source = own(r, "source");
  const parent = own(source, "parent");
  return distinctResources([
    {
      id: firstText(source, "item_id", "file_id", "folder_id", "login", "id") ?? "",
      type: firstText(source, "item_type", "type") ?? (firstText(source, "file_id") === null ? null : "file"),
      name: firstText(source, "item_name", "file_name", "folder_name", "name"),
    },
    { id: firstText(parent, "id") ?? "", type: firstText(parent, "type"), name: firstText(parent, "name") },
  ]);
}

/** An event is booked when it has happened; an alert or a violation says that something was tried. */
function outcomeOf(action: string): Outcome {
  if (/FAILED/.test(action)) return "failure";
  if (/DENIED|BLOCKED/.test(action)) return "denied";
  return /SHIELD_ALERT|VIOLATION|MALICIOUS/.test(action) ? "unknown" : "success";
}
