import type { Verb } from "@/lib/evidence/model";

/** Words of `event.action`, first match wins. */
const BY_ACTION: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/(^|[-_. ])(un|de)?(log(ged)?[-_ ]?(off|out)|logoff|logout)/i, "other"],
  [/(^|[-_. ])(log(ged)?[-_ ]?(on|in)|login|logon|sign-?in|ssh_login|authenticat(e|ed|ion))([-_. ]|$)/i, "login"],
  // Beats' word for a group that was created.
  [/^added-group-account-to$/, "admin"],
  [
    /(^|[-_. ])(add(ed)?|assign(ed)?|grant(ed)?|attach(ed)?)[-_. ].*(group|role|member|privilege|permission|policy|account-to)/i,
    "grant",
  ],
  [
    /(^|[-_. ])(remov(e|ed)|unassign(ed)?|revok(e|ed)|detach(ed)?|deleted?)[-_. ].*(from|group|role|member|privilege|permission|policy)/i,
    "revoke",
  ],
  [/(^|[-_. ])(download(ed)?|export(ed)?)/i, "export"],
  [/(^|[-_. ])(shar(e|ed|ing))([-_. ]|$)/i, "share"],
  [/(^|[-_. ])(delet(e|ed|ion)|remov(e|ed)|purg(e|ed)|unlink(at)?)([-_. ]|$)/i, "delete"],
  [/(^|[-_. ])(ran-command|executed?|exec|execve|process_started)([-_. ]|$)/i, "execute"],
  [/(^|[-_. ])(invok(e|ed))/i, "invoke"],
];

/** `event.category`, then `event.type` → verb. */
const BY_CATEGORY: Readonly<Record<string, Readonly<Record<string, Verb>>>> = {
  file: { access: "read", creation: "write", change: "write", deletion: "delete" },
  database: { access: "read", creation: "write", change: "write", deletion: "delete" },
  email: { creation: "write", deletion: "delete" },
  web: { access: "read" },
  api: { access: "read", creation: "write", change: "write", deletion: "delete" },
  iam: { creation: "admin", change: "admin", deletion: "delete", access: "read" },
  configuration: { access: "list", creation: "admin", change: "admin", deletion: "delete" },
  process: { start: "execute" },
  package: { access: "read", installation: "admin", change: "admin", deletion: "delete" },
};

export function ecsVerb(action: string, categories: readonly string[], types: readonly string[]): Verb {
  const said = BY_ACTION.find(([pattern]) => pattern.test(action))?.[1];
  if (said !== undefined) return said;
  for (const category of categories) {
    const byType = Object.hasOwn(BY_CATEGORY, category) ? (BY_CATEGORY[category] ?? {}) : {};
    const type = types.find((one) => Object.hasOwn(byType, one));
    if (type !== undefined) return byType[type] ?? "other";
  }
  return categories.includes("authentication") && types.includes("start") ? "login" : "other";
}
