import { lookUp, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Verb } from "@/lib/evidence/model";

const VERBS: VerbRules = [
  [/^user\.login$|^auth$|session\.(start|join|connect)$|^bot\.join$|^instance\.join$|^session\.rejected$/, "login"],
  [
    /^session\.(command|exec)$|^exec$|statements\.execute$|session\.query|\.rpc$|spanner|session\.(mysql|postgres).*function|request$|^subsystem$|^port$/,
    "execute",
  ],
  [/^session\.disk$|directory\.read$|session_recording\.access$/, "read"],
  [/directory\.write$/, "write"],
  [/directory\.share$/, "share"],
  [/search$|\.list$/, "list"],
  [/^session\.|session\.(end|leave|data|chunk)|^resize$|^client\.disconnect$|clipboard|statements\./, "other"],
  [
    /^(user|mfa|cert|bot|join_token|access_list\.member)\.(create|created|add|added)$|(token|cert|recovery_code)\.?(create|created|generated)|^lock\.deleted$/,
    "grant",
  ],
  [/^(user|mfa|role|bot|join_token|access_list\.member)\.(delete|deleted)$|^lock\.created$/, "revoke"],
  [/\.(delete|deleted|destroy)$/, "delete"],
  [/^access_request\.create$/, "other"],
];
const SFTP: Readonly<Record<string, Verb>> = {
  1: "read",
  3: "read",
  4: "write",
  7: "write",
  8: "write",
  11: "delete",
  12: "write",
  13: "delete",
  16: "write",
  18: "write",
  5: "list",
  6: "list",
  9: "list",
  10: "list",
  14: "list",
  15: "list",
  17: "list",
};
const METHODS: Readonly<Record<string, Verb>> = {
  GET: "read",
  POST: "write",
  PUT: "write",
  PATCH: "write",
  DELETE: "delete",
};
const MCP: Readonly<Record<string, Verb>> = {
  "tools/call": "execute",
  "tools/list": "list",
  "resources/read": "read",
  "resources/list": "list",
  "prompts/get": "read",
  "prompts/list": "list",
};

export function teleportVerb(r: JsonObject, event: string): Verb {
  switch (event) {
    case "scp":
      return own(r, "action") === "upload" ? "write" : own(r, "action") === "download" ? "export" : "other";
    case "sftp":
      return lookUp(SFTP, text(own(r, "action"))) ?? "other";
    case "kube.request":
      return kubeVerb(r);
    case "access_request.update":
    case "access_request.review":
      return reviewVerb(firstText(r, "state", "proposed_state") ?? "");
    case "mcp.session.request":
    case "mcp.session.notification":
      return lookUp(MCP, firstText(r, "message.method")) ?? "other";
    default:
      return verbBy(VERBS, event, "admin");
  }
}

function kubeVerb(r: JsonObject): Verb {
  const verb = lookUp(METHODS, text(own(r, "verb"))) ?? "other";
  return verb === "read" && firstText(r, "resource_name") === null ? "list" : verb;
}

function reviewVerb(state: string): Verb {
  if (/APPROVED|PROMOTED/.test(state)) return "approve";
  return /DENIED/.test(state) ? "deny" : "other";
}
