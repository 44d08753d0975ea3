import type { Verb } from "@/lib/evidence/model";

/** What the name of a directory activity says, first match wins. */
export const ACTIVITIES: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/\b(deny|denied|reject)\b/i, "deny"],
  [/\b(approve|approved|approval)\b/i, "approve"],
  [/\b(download|export)/i, "export"],
  [
    /^(remove|delete|revoke|disable|unassign)\b.*\b(member|owner|app role|permission|grant|credential|certificate|secret|password|role|token|consent|guest|assignment)/i,
    "revoke",
  ],
  [/^(revoke|unassign|expire)\b|remove member|access removed/i, "revoke"],
  [
    /^(add|assign|grant|restore|update)\b.*\b(member|owner|app role|permission|grant|credentials?|certificates|secrets?|role assignment|eligible)/i,
    "grant",
  ],
  [
    /^(consent to|redeem|invite)|elevated their access|^(activate|assign) |add password|temporary access pass/i,
    "grant",
  ],
  [/^(sign-?in|user logged in|validate user authentication|issue .*token)/i, "login"],
  [/^(read|get|view|retrieve|list)\b/i, "read"],
  [/^(hard |soft )?delete\b|^remove\b|^purge\b/i, "delete"],
];

/** The coarse kind that Entra states beside it. */
export const OPERATION_TYPES: Readonly<Record<string, Verb>> = {
  assign: "grant",
  unassign: "revoke",
  delete: "delete",
  remove: "delete",
};

export function activityVerb(activity: string, operationType: string | null): Verb {
  const known = ACTIVITIES.find(([pattern]) => pattern.test(activity))?.[1];
  const type = operationType?.toLowerCase() ?? "";
  return known ?? (Object.hasOwn(OPERATION_TYPES, type) ? OPERATION_TYPES[type] : undefined) ?? "admin";
}
