import type { Outcome, Verb } from "@/lib/evidence/model";

/** Words of appliances for what was done, first match wins. */
const VERBS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/\b(log ?(on|in)|sign-?in|authentication|authenticated|vpn connect\w*)\b/i, "login"],
  [/\b(delete[ds]?|removed?|purged?)\b/i, "delete"],
  [/\b(download(ed)?|export(ed)?)\b/i, "export"],
  [/\b(upload(ed)?|creat(e|ed|ion)|modif(y|ied)|writ(e|ten)|rename[ds]?|changed)\b/i, "write"],
  [/\b(shared?|sharing)\b/i, "share"],
  [/\b(granted|added to group|assigned)\b/i, "grant"],
  [/\b(revoked|removed from group|unassigned)\b/i, "revoke"],
  [/\b(execut(e|ed|ion)|process (start|created))\b/i, "execute"],
  [/\b(read|viewed|opened|accessed)\b/i, "read"],
];

export function applianceVerb(words: string): Verb {
  return VERBS.find(([pattern]) => pattern.test(words.slice(0, 1000)))?.[1] ?? "other";
}

const DENIED = /^(block|den(y|ied)|drop|reject|refuse|prevent|quarantin|reset|forbid)/i;
const SUCCESS = /^(success|succeeded|allow|permit|accept|pass(ed)?\b|granted|ok$)/i;
const FAILURE = /^(fail|error|unsuccessful)/i;

export function applianceOutcome(word: string | null): Outcome {
  const plain = word?.trim() ?? "";
  if (DENIED.test(plain)) return "denied";
  if (FAILURE.test(plain)) return "failure";
  return SUCCESS.test(plain) ? "success" : "unknown";
}
