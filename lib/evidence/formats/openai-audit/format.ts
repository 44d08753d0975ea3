import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfName } from "@/lib/evidence/formats/outcomes";
import { isProgram } from "@/lib/evidence/formats/programs";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Resource } from "@/lib/evidence/model";

const VERBS: VerbRules = [
  [/^login\./, "login"],
  [/^logout\./, "other"],
  [
    /^(api_key|service_account|invite|role\.assignment|checkpoint\.permission|certificate|user|group\.user)\.(created|added|sent|accepted|activated)$/,
    "grant",
  ],
  [/^certificates\.activated$|^role\.bound_to_resource$|permission\.created$/, "grant"],
  [
    /^(api_key|service_account|invite|role\.assignment|checkpoint\.permission|certificate|user|group\.user)\.(deleted|removed|revoked|deactivated)$/,
    "revoke",
  ],
  [/^certificates\.deactivated$|^role\.unbound_from_resource$|permission\.deleted$/, "revoke"],
  [/export|download/, "export"],
  [/shared$|published$/, "share"],
  [/\.(viewed|accessed|retrieved)$/, "read"],
  [/\.deleted$|\.removed$/, "delete"],
];

/** The audit log of an OpenAI organisation, from its API. */
export const openaiAudit = declareFormat({
  id: "openai-audit",
  title: "OpenAI organisation audit log",
  system: "openai",
  basis: "samples",
  blindSpots: [
    "It shows changes of the organisation and sign-ins, not calls of models and nothing of what was asked.",
    "Logging has to be switched on by an owner and cannot be switched off; nothing before that is in it.",
    "Acts by an API key come without a source address, and a person's key names that person whoever used it.",
    "Times are whole seconds.",
  ],
  recognise(r) {
    const type = text(own(r, "type"));
    if (type === null || !/^[a-z_]+(\.[a-z_]+)+$/.test(type) || own(r, "effective_at") === undefined) return 0;
    if (own(r, "object") === "organization.audit_log") return 1;
    return ["session", "api_key"].includes(firstText(r, "actor.type") ?? "") ? 1 : 0;
  },
  action: (r) => text(own(r, "type")),
  withoutAction: "no type: not an audit log object",
  times: ["effective_at"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = text(own(r, "id"));
    return {
      ...readSourceIp(firstText(r, "actor.session.ip_address", "actor.api_key.ip_address")),
      ...actorOf(r),
      verb: verbBy(VERBS, action, "admin"),
      resources: resourcesOf(r, action),
      outcome: outcomeOfName(action),
      eventId,
      identity: eventId && [eventId, action, text(own(r, "effective_at"))].join("|"),
    };
  },
});

/** A session is a person's in a browser, unless a program used it. A key of a person may be in anybody's hands. */
function actorOf(r: JsonObject): { actor: string | null; actorLabel: string | null; actorKind: ActorKind } {
  const session = own(own(r, "actor"), "session");
  const key = own(own(r, "actor"), "api_key");
  const service = firstText(key, "service_account.id");
  const person = own(session, "user") ?? own(key, "user");
  const email = firstText(person, "email");
  const id = firstText(person, "id");
  return {
    actor: email ?? id ?? service ?? firstText(key, "id"),
    actorLabel: email === null ? firstText(key, "id") : id,
    actorKind: service !== null ? "service" : isPersons(session) ? "human" : "unknown",
  };
}

function isPersons(session: unknown): boolean {
  return session !== undefined && !isProgram(firstText(session, "user_agent"));
}

/** The payload lies under the event's type, with dots or with underscores; it names one thing or several. */
function resourcesOf(r: JsonObject, action: string): Resource[] {
  const payload = own(r, action) ?? own(r, action.replaceAll(".", "_"));
  const type = action.split(".").slice(0, -1).join(".").replaceAll(".", "_");
  const named = [payload, ...["configs", "certificates"].flatMap((key) => list(own(payload, key)))].map((one) => ({
    id: firstText(one, "id") ?? "",
    type,
    name: firstText(one, "data.name", "name", "data.email", "email"),
  }));
  const principal = {
    id: firstText(payload, "principal_id") ?? "",
    type: firstText(payload, "principal_type"),
    name: null,
  };
  const resource = {
    id: firstText(payload, "resource_id") ?? "",
    type: firstText(payload, "resource_type"),
    name: null,
  };
  const project = { id: firstText(r, "project.id") ?? "", type: "project", name: firstText(r, "project.name") };
  return distinctResources([...named, principal, resource, project]);
}
