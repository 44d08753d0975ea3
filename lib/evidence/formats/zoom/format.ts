import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfName } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Resource, Verb } from "@/lib/evidence/model";

/** An administrator's action and, beside it, what it was about. */
const VERBS: VerbRules = [
  [/change role|add (user|role|member)|^(scim api - )?add user/i, "grant"],
  [/(delete|remove|unlink|deactivate) (user|role|member)|^(scim api - )?delete user/i, "revoke"],
  [/download|export/i, "export"],
  [/^delete|^remove|^batch delete/i, "delete"],
];
/** Events that Zoom sends to a webhook. */
const HOOKS: VerbRules = [
  [/signed_in$/, "login"],
  [/signed_out$/, "other"],
  [/download/, "export"],
  [/share/, "share"],
  [/(deleted|trashed)$/, "delete"],
  [/^user\.(created|invitation_accepted|activated)$|_joined$|member_added/, "grant"],
  [/^user\.(deactivated|disassociated)$|member_(left|removed)/, "revoke"],
  [/(created|updated|started|completed|recovered|uploaded|sent)$/, "write"],
  [/(viewed|opened|read)$/, "read"],
];

/** Zoom: the operation log of administrators, sign-in activities, and events sent to a webhook. */
export const zoom = declareFormat({
  id: "zoom",
  title: "Zoom operation log and events",
  system: "zoom",
  basis: "samples",
  blindSpots: [
    "The operation log shows what administrators changed, not meetings, chats or who watched a recording.",
    "It has no source address, and says what was changed only as a sentence.",
    "It is kept for six months.",
    "Sign-in activities and webhook events were read from documentation.",
  ],
  recognise(r) {
    if (["operator", "category_type", "operation_detail"].every((key) => Object.hasOwn(r, key))) return 1;
    if (isSignIn(r)) return 0.9;
    return isHook(r) ? 0.9 : 0;
  },
  action(r) {
    if (isHook(r)) return text(own(r, "event"));
    return isSignIn(r) ? text(own(r, "type")) : joined(text(own(r, "category_type")), text(own(r, "action")));
  },
  withoutAction: "no action: not an entry of the operation log",
  times: ["time", "event_ts"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = firstText(r, "payload.object.uuid");
    return {
      ...readSourceIp(firstText(r, "ip_address", "payload.object.ip_address")),
      actor: firstText(r, "operator", "email", "payload.operator", "payload.object.email"),
      actorLabel: firstText(r, "payload.operator_id"),
      verb: verbOf(r, action),
      resources: isHook(r) ? hookResources(r) : resourcesOf(r),
      outcome: outcomeOfName(action),
      eventId: isHook(r) ? eventId : null,
    };
  },
});

function joined(category: string | null, action: string | null): string | null {
  return action === null || category === null ? action : `${category}: ${action}`;
}

function isSignIn(r: JsonObject): boolean {
  return (
    /^Sign (in|out)$/.test(text(own(r, "type")) ?? "") &&
    text(own(r, "email")) !== null &&
    own(r, "client_type") !== undefined
  );
}

function isHook(r: JsonObject): boolean {
  return (
    /^[a-z_]+\.[a-z_.]+$/.test(text(own(r, "event")) ?? "") &&
    own(r, "event_ts") !== undefined &&
    own(r, "payload") !== undefined
  );
}

function verbOf(r: JsonObject, action: string): Verb {
  if (isHook(r)) return verbBy(HOOKS, action, "admin");
  if (isSignIn(r)) return action === "Sign in" ? "login" : "other";
  const detail = text(own(r, "operation_detail")) ?? "";
  const word = text(own(r, "action")) ?? "";
  return verbBy(VERBS, detail, verbBy(VERBS, word, "admin"));
}

const ADDRESS = /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/;

/** The sentence begins with what was changed: a person by address, a group by name, or an area of the settings. */
function resourcesOf(r: JsonObject): Resource[] {
  const detail = text(own(r, "operation_detail")) ?? "";
  const address = ADDRESS.exec(detail)?.[0];
  const subject =
    detail
      .split(" - ")[0]
      ?.replace(/^(Add|Edit|Update|Delete|Remove) (User |Group |Role )?/, "")
      .trim() ?? "";
  const category = text(own(r, "category_type"));
  return distinctResources([
    { id: address ?? "", type: "user", name: null },
    { id: address === undefined ? subject.slice(0, 500) : "", type: category, name: null },
  ]);
}

function hookResources(r: JsonObject): Resource[] {
  return distinctResources([
    {
      id: firstText(r, "payload.object.id", "payload.object.uuid", "payload.object.email") ?? "",
      type: text(own(r, "event"))?.split(".")[0] ?? null,
      name: firstText(r, "payload.object.topic", "payload.object.name", "payload.object.display_name"),
    },
  ]);
}
