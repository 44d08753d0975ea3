import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { firstText, isObject, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { NormalisedEvent, Outcome } from "@/lib/evidence/model";
import { parseLogTime } from "@/lib/time/parse-log-time";
import { isConsoleCsv, isConsoleRow, normaliseConsoleRow } from "./console-csv";
import { googleResources, parameter, readParameters } from "./parameters";
import { googleVerb } from "./verbs";

/** Google Workspace audit activities: Reports API JSON, the flattened records of exporters, the console's Drive CSV. */
export const googleWorkspace: Format = {
  id: "google-workspace",
  title: "Google Workspace audit log",
  system: "google-workspace",
  basis: "samples",
  blindSpots: [
    "Activities arrive minutes to days late, depending on the application.",
    "Views of a file by somebody outside the organisation can appear without an address or an identity.",
    "Reads through a shared link by people who are not signed in are not in it.",
    "The console's CSV has only the Drive log's columns; it was read from documentation.",
  ],
  recognise(record, hints) {
    if (!isObject(record)) return 0;
    if (hints.container === "csv") return isConsoleCsv(hints) ? 0.9 : 0;
    if (own(record, "kind") === "admin#reports#activity") return 1;
    const application = text(own(own(record, "id"), "applicationName"));
    if (application === null) return 0;
    return own(record, "events") !== undefined || own(record, "name") !== undefined ? 1 : 0.7;
  },
  needs(records, hints, options) {
    if (!isConsoleCsv(hints)) return [];
    const why = records.map((r) => {
      const time = parseLogTime(own(r, "Date"), options);
      return time.ok ? null : time.why;
    });
    return (["zone", "dateOrder"] as const).filter((need) => why.includes(need));
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    if (isConsoleRow(record)) return [normaliseConsoleRow(record, options)];
    const events = own(record, "events");
    if (Array.isArray(events) && events.length > 0) {
      return events.map((event, i) => ({
        ...normaliseActivity(record, event, i, events.length, options),
        ...(events.length > 1 ? { record: event } : {}),
      }));
    }
    // Exporters put the one event in place of the list, or its fields beside the id.
    return [normaliseActivity(record, isObject(events) ? events : record, null, 1, options)];
  },
};

function normaliseActivity(
  activity: JsonObject,
  event: unknown,
  index: number | null,
  of: number,
  options: NormaliseOptions,
): Normalised {
  const name = text(own(event, "name"));
  const application = firstText(activity, "id.applicationName");
  if (name === null) return { kind: "reject", reason: "no event name: not an activity" };
  const read = readTime([["id.time", own(own(activity, "id"), "time")]], options, { contractZone: "UTC" });
  if (!read.ok) return read.reject;
  const parameters = readParameters(own(event, "parameters"));
  const type = text(own(event, "type"));
  const newValue = parameter(parameters, "new_value", "visibility", "access_level");
  const qualifier = firstText(activity, "id.uniqueQualifier");
  return makeEvent(read.time, {
    ...actorOf(activity),
    ...readSourceIp(own(activity, "ipAddress")),
    action: application === null ? name : `${application}:${name}`,
    verb: googleVerb(application ?? "", name, newValue, type),
    resources: googleResources(parameters, own(event, "resourceIds") ?? own(activity, "resourceDetails")),
    outcome: outcomeOf(event, name, type),
    eventId: qualifier === null || of === 1 ? qualifier : `${qualifier}#${index}`,
    // Of flattened records nobody knows which event of the activity they are: the whole record tells them apart.
    identity:
      qualifier === null || index === null ? null : `${read.time.occurredAt}|${application}|${qualifier}|${index}`,
  });
}

/** An app that acts with a user's authority is the actor, on behalf of that user. */
function actorOf(activity: JsonObject): Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf"> {
  const actor = own(activity, "actor");
  const who = firstText(actor, "email", "key", "profileId");
  const app = own(actor, "applicationInfo");
  const appName = firstText(app, "applicationName", "oauthClientId");
  if (text(own(app, "impersonation")) === "true" && appName !== null) {
    return { actor: appName, actorLabel: text(own(app, "oauthClientId")), actorKind: "service", onBehalfOf: who };
  }
  const callerType = text(own(actor, "callerType"));
  const service = callerType === "KEY" || (who?.endsWith(".gserviceaccount.com") ?? false);
  return {
    actor: who,
    actorLabel: text(own(actor, "profileId")),
    actorKind: service ? "service" : callerType === "USER" ? "human" : "unknown",
    onBehalfOf: null,
  };
}

/**
 * The Reports API's contract: an activity is listed because it happened, and a failed one says so in its status
 * or its name. Warnings and challenges tell of an attempt whose end they do not state.
 */
function outcomeOf(event: unknown, name: string, type: string | null): Outcome {
  const status = firstText(event, "status.eventStatus");
  if (status !== null) {
    if (/denied|403|401/i.test(`${status} ${firstText(event, "status.errorCode", "status.httpStatusCode") ?? ""}`))
      return "denied";
    return /^succe/i.test(status) ? "success" : /fail/i.test(status) ? "failure" : "unknown";
  }
  if (/denied|blocked/i.test(name)) return "denied";
  if (/fail/i.test(name)) return "failure";
  return type === "account_warning" || /challenge|suspicious|warning/i.test(name) ? "unknown" : "success";
}
