import { distinctResources, isObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { Resource } from "@/lib/evidence/model";

export type Parameters = ReadonlyMap<string, unknown>;

/** `[{name, value | boolValue | intValue | multiValue …}]` of the API, or the plain object that exporters make of it. */
export function readParameters(value: unknown): Parameters {
  if (isObject(value)) return new Map(Object.entries(value));
  return new Map(
    list(value).flatMap((parameter) => {
      const name = text(own(parameter, "name"));
      if (name === null) return [];
      const found = [
        "value",
        "multiValue",
        "intValue",
        "multiIntValue",
        "boolValue",
        "messageValue",
        "multiMessageValue",
      ]
        .map((key) => own(parameter, key))
        .find((v) => v !== undefined);
      return [[name, found] as const];
    }),
  );
}

/** The first of these parameters that says something; of several values the first. */
export function parameter(parameters: Parameters, ...names: string[]): string | null {
  for (const name of names) {
    const found = text(list(parameters.get(name))[0]);
    if (found !== null) return found;
  }
  return null;
}

/** Parameters that name what was touched: [id, type or the parameter that holds it, parameter of its name]. */
const NAMED: readonly (readonly [id: string, type: string, name?: string])[] = [
  ["shared_drive_id", "shared drive"],
  ["team_drive_id", "shared drive"],
  ["client_id", "oauth client", "app_name"],
  ["calendar_id", "calendar"],
  ["event_id", "calendar event", "event_title"],
  ["message_id", "message"],
  ["room_id", "room", "room_name"],
  ["attachment_name", "attachment"],
  ["group_id", "group"],
  ["group_email", "group"],
  ["GROUP_EMAIL", "group"],
  ["USER_EMAIL", "user"],
  ["ROLE_ID", "role", "ROLE_NAME"],
  ["DOMAIN_NAME", "domain"],
  ["API_CLIENT_NAME", "oauth client"],
  ["SETTING_NAME", "setting"],
  ["affected_email_address", "user"],
  ["matter_id", "matter"],
];

export function googleResources(parameters: Parameters, details: unknown): Resource[] {
  const out: Resource[] = [];
  const doc = parameter(parameters, "doc_id");
  const title = parameter(parameters, "doc_title");
  if (doc ?? title) {
    out.push({ id: doc ?? title ?? "", type: parameter(parameters, "doc_type") ?? "document", name: title });
  }
  for (const [idName, type, nameName] of NAMED) {
    const id = parameter(parameters, idName);
    if (id !== null) out.push({ id, type, name: nameName === undefined ? null : parameter(parameters, nameName) });
  }
  for (const detail of list(details)) {
    const id = text(own(detail, "id"));
    if (id !== null) out.push({ id, type: text(own(detail, "type")), name: text(own(detail, "title")) });
  }
  return distinctResources(out);
}
