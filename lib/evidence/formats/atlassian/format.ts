import { type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  at,
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { outcomeOfName } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Resource } from "@/lib/evidence/model";
import { bitbucketLine, isBitbucketLine } from "./bitbucket";

/** By the words of an action, however a product writes them: `user_login`, `User added to group`, `UserLoggedInEvent`. */
const VERBS: VerbRules = [
  [/log(ged)?[ _]?in(?!g)|loginevent|authenticat/i, "login"],
  [/log(ged)?[ _]?out/i, "other"],
  [/export|download/i, "export"],
  [/search(ed)?( performed)?$|_searched$/i, "list"],
  [/view|access(ed)? (page|issue|space)|_read$/i, "read"],
  [/anonymous|public|shared|sharing/i, "share"],
  [
    /(added to|granted|permission[s_ ]*(added|created)|role[_ ]*(added|granted)|invited|token[_ ]*created|key[_ ]*(added|created)|user[_ ]*(created|added)|usercreated|app[_ ]*installed|access[_ ]*granted)/i,
    "grant",
  ],
  [
    /(removed from|revoked|permission[s_ ]*(removed|deleted)|role[_ ]*(removed|revoked)|token[_ ]*(deleted|revoked)|user[_ ]*(deactivated|suspended|removed)|app[_ ]*uninstalled)/i,
    "revoke",
  ],
  [/deleted|removed|purged|trashed|destroyed/i, "delete"],
  [
    /(page|blog|space|issue|project|repository|file|attachment|content|branch|tag)[a-z_ ]*(created|updated|edited|moved|copied|imported|uploaded|archived|restored)/i,
    "write",
  ],
];

/** Atlassian: the organisation's audit log, Confluence and Jira (Cloud and Data Center), Bitbucket's old log file. */
export const atlassian = {
  id: "atlassian",
  title: "Atlassian audit logs",
  system: "atlassian",
  basis: "samples",
  blindSpots: [
    "Views of pages and issues are in it only with the highest level of coverage (Guard, or Data Center on full).",
    "An administrator who signs in as somebody else is named once; what follows is booked on the other.",
    "Apps and tokens act as the person who made them.",
    "Confluence, Jira and Data Center were read from documentation.",
  ],
  recognise(record) {
    if (typeof record === "string") return isBitbucketLine(record) ? 1 : 0;
    if (!isObject(record)) return 0;
    if (text(own(record, "8")) !== null && isBitbucketLine(cellsOf(record))) return 1;
    return readerOf(record) === null ? 0 : 1;
  },
  normalise(record, options) {
    if (typeof record === "string") return [normaliseLine(record, options)];
    if (!isObject(record)) return [{ kind: "reject", reason: "neither a line nor a JSON object" }];
    if (text(own(record, "8")) !== null) return [normaliseLine(cellsOf(record), options)];
    return [normaliseRecord(record, options)];
  },
} satisfies Format;

/** The eight columns as the line they were cut from: what is JSON in them keeps its own bars. */
function cellsOf(record: JsonObject): string {
  return Object.values(record)
    .map((cell) => text(cell) ?? "")
    .join(" | ");
}

function normaliseLine(line: string, options: NormaliseOptions): Normalised {
  const entry = bitbucketLine(line);
  if (entry === null) return { kind: "reject", reason: "not a line of the Bitbucket audit log" };
  const read = readTime([["time", entry.time]], options);
  if (!read.ok) return read.reject;
  return makeEvent(read.time, {
    ...readSourceIp(entry.address),
    actor: entry.user,
    action: entry.event,
    verb: verbBy(VERBS, entry.event, "admin"),
    resources: distinctResources(entry.resources),
    outcome: outcomeOfName(entry.event),
    session: entry.session,
    trace: entry.request,
  });
}

/** Where each product keeps what every record says. */
interface Reader {
  action: string;
  times: readonly string[];
  actor: readonly string[];
  label: readonly string[];
  address: readonly string[];
  touched: readonly string[];
}

const ORGANISATION: Reader = {
  action: "attributes.action",
  times: ["attributes.time", "time"],
  actor: ["attributes.actor.email", "attributes.actor.name", "attributes.actor.id"],
  label: ["attributes.actor.name", "attributes.actor.id"],
  address: ["attributes.location.ip", "attributes.actor.ip"],
  touched: ["attributes.context", "attributes.container"],
};
const CLOUD: Reader = {
  action: "summary",
  times: ["creationDate", "created"],
  actor: ["author.email", "author.accountId", "author.displayName", "authorAccountId", "authorKey"],
  label: ["author.displayName"],
  address: ["remoteAddress"],
  touched: ["affectedObject", "objectItem", "associatedObjects", "associatedItems"],
};
const DATA_CENTER: Reader = {
  action: "auditType.action",
  times: ["timestamp", "timestamp.epochSecond"],
  actor: ["author.name", "author.id"],
  label: ["author.id"],
  address: ["source"],
  touched: ["affectedObjects"],
};
const DATA_CENTER_API: Reader = { ...DATA_CENTER, action: "type.action" };

function readerOf(r: JsonObject): Reader | null {
  if (firstText(r, "attributes.action") !== null && at(r, "attributes.time") !== undefined) return ORGANISATION;
  const cloud = text(own(r, "summary")) !== null && text(own(r, "category")) !== null;
  if (cloud && (own(r, "creationDate") !== undefined || own(r, "created") !== undefined)) {
    return ["remoteAddress", "affectedObject", "objectItem"].some((key) => Object.hasOwn(r, key)) ? CLOUD : null;
  }
  if (!Array.isArray(own(r, "affectedObjects"))) return null;
  if (firstText(r, "auditType.action") !== null) return DATA_CENTER;
  return firstText(r, "type.action") === null ? null : DATA_CENTER_API;
}

function normaliseRecord(r: JsonObject, options: NormaliseOptions): Normalised {
  const reader = readerOf(r);
  const action = reader === null ? null : firstText(r, reader.action);
  if (reader === null || action === null) return { kind: "reject", reason: "no action: not an audit record" };
  const times = reader.times.map((path) => [path, timeAt(r, path)] as const);
  const read = readTime(
    times.filter(([, value]) => !isObject(value)),
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const eventId = text(own(r, "id"));
  const actor = firstText(r, ...reader.actor);
  const system = actor === null || /^System$/i.test(firstText(r, "author.displayName", "author.name") ?? "");
  return makeEvent(read.time, {
    ...readSourceIp(firstText(r, ...reader.address)),
    actor,
    actorLabel: firstText(r, ...reader.label.filter((path) => firstText(r, path) !== actor)),
    actorKind: kindOf(r, actor !== null && system),
    action,
    verb: verbBy(VERBS, action, "admin"),
    resources: distinctResources(reader.touched.flatMap((path) => list(at(r, path)).map(resourceOf))),
    outcome: outcomeOfName(action),
    eventId,
    identity: eventId && `${eventId}|${action}|${read.time.occurredAt}`,
  });
}

/** Data Center's files write a time as seconds and nanoseconds. */
function timeAt(r: JsonObject, path: string): unknown {
  const seconds = at(r, path);
  const nano = path.endsWith(".epochSecond") ? at(r, "timestamp.nano") : undefined;
  if (typeof seconds !== "number" || typeof nano !== "number") return seconds;
  return `${seconds}.${String(nano).padStart(9, "0")}`;
}

function kindOf(r: JsonObject, system: boolean): ActorKind {
  return system || /app|system/i.test(firstText(r, "author.accountType", "author.type") ?? "") ? "service" : "unknown";
}

function resourceOf(one: unknown): Resource {
  return {
    id: firstText(one, "attributes.email", "id", "name") ?? "",
    type: firstText(one, "objectType", "typeName", "type"),
    name: firstText(one, "attributes.name", "attributes.siteName", "name"),
  };
}
