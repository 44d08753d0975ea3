import type { Verb } from "@/lib/evidence/model";

/** `provider/type/…/action` of the control plane, lower case; first match wins. */
const OPERATIONS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [
    /(roleassignments|rolebindings|accesspolicies|federatedidentitycredentials|classicadministrators|roleassignmentschedulerequests|roleeligibilityschedulerequests)\/delete$/,
    "revoke",
  ],
  [
    /(roleassignments|rolebindings|accesspolicies|federatedidentitycredentials|classicadministrators|roleassignmentschedulerequests|roleeligibilityschedulerequests)\/write$/,
    "grant",
  ],
  [/\/elevateaccess\/action$/, "grant"],
  [/\/(begingetaccess|exporttemplate|generateexport|export)\/action$/, "export"],
  [/\/endgetaccess\/action$/, "revoke"],
  [
    /\/(listkeys|listaccountsas|listservicesas|listsecrets|listcredentials|listconnectionstrings|listcluster\w*credentials?|getsecret|getbackupstatus|read)\/action$/,
    "read",
  ],
  [
    /\/(runcommand|runcommands|invoke|execute|host|start|run)\/action$|\/runcommands\/write$|\/jobs\/write$|\/extensions\/write$/,
    "execute",
  ],
  [/\/(connect|login|loginasadmin)\/action$/, "login"],
  [/\/(purge|delete)\/action$|\/delete$/, "delete"],
  [/\/diagnosticlogs\/read$/, "other"],
  [/\/read$/, "read"],
  [/\/(list\w*)\/action$/, "list"],
];

export function azureOperationVerb(operation: string): Verb {
  const plain = operation.toLowerCase();
  return OPERATIONS.find(([pattern]) => pattern.test(plain))?.[1] ?? (plain.includes("/") ? "admin" : "other");
}

/** Operations of blob, file, queue and table storage (REST names), first match wins. */
const STORAGE: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/^set\w*(serviceproperties|servicestats)$/, "admin"],
  [/^get\w*(serviceproperties|servicestats|acl)$|^getcontainerproperties$/, "list"],
  [/^set\w*acl$|^getuserdelegationkey$|^set\w*accesspolicy$/, "grant"],
  [/^get\w*(properties|metadata|tags|pageranges|blocklist)$|^list|^find\w*bytags$/, "list"],
  [/^(get|query|peek|read|download|openfile)/, "read"],
  [/^delete|^expire/, "delete"],
  [
    /^(put|append|set|create|copy|abort|flush|rename|undelete|snapshot|incremental|lease|insert|update|merge|upload|write|renew|acquire|release|break|change)/,
    "write",
  ],
];

export function storageVerb(operation: string): Verb {
  const plain = operation.toLowerCase();
  return STORAGE.find(([pattern]) => pattern.test(plain))?.[1] ?? "other";
}
