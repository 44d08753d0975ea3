import { ACTOR_KINDS, type ActorKind, OUTCOMES, type Outcome, VERBS, type Verb } from "@/lib/evidence/model";

/** Words of actions that mean one verb in every log. Nouns that are also verbs (post, set, order) are left out. */
const WORDS: Readonly<Record<string, Verb>> = {
  ...all(
    "read",
    "read reads view views viewed open opened get fetch fetched access accessed retrieve retrieved select selected query queried preview previewed",
  ),
  ...all("list", "list lists listed search searched browse browsed enumerate describe"),
  ...all("export", "export exported download downloaded print printed dump dumped copied"),
  ...all(
    "write",
    "write writes wrote create created update updated edit edited insert inserted put upload uploaded modify modified rename renamed move moved save saved add added append change changed reply replied publish published",
  ),
  ...all(
    "delete",
    "delete deletes deleted remove removed trash trashed drop dropped purge purged erase erased destroy destroyed",
  ),
  ...all("share", "share shared"),
  ...all("grant", "grant granted assign assigned permit authorize authorized"),
  ...all("revoke", "revoke revoked unassign unassigned unshare unshared"),
  ...all("login", "login signin logon authenticate authenticated"),
  ...all("execute", "execute executed exec run ran"),
  ...all("invoke", "invoke invoked call called prompt"),
  ...all("approve", "approve approved"),
  ...all("deny", "deny denied reject rejected"),
  ...all("admin", "configure configured administer"),
};

const HTTP: Readonly<Record<string, Verb>> = {
  GET: "read",
  HEAD: "list",
  POST: "write",
  PUT: "write",
  PATCH: "write",
  DELETE: "delete",
};

function all(verb: Verb, words: string): Record<string, Verb> {
  return Object.fromEntries(words.split(" ").map((word) => [word, verb]));
}

/** The verb a log states, else the one that the words of its action mean, else other. */
export function wordVerb(stated: string | null, action: string | null): Verb {
  for (const text of [stated, action]) {
    if (text === null || text.length > 200) continue;
    const lower = text.toLowerCase();
    if ((VERBS as readonly string[]).includes(lower)) return lower as Verb;
    if (Object.hasOwn(HTTP, text)) return HTTP[text] ?? "other";
    const words = text
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z]+/);
    // "sign in" and "log in" are one word here.
    const joined = words.map((word, i) => (words[i + 1] === "in" && /^(sign|log)$/.test(word) ? "login" : word));
    const known = joined.find((word) => Object.hasOwn(WORDS, word));
    if (known !== undefined) return WORDS[known] ?? "other";
  }
  return "other";
}

const OUTCOME_WORDS: Readonly<Record<string, Outcome>> = {
  ...Object.fromEntries(
    "success succeeded successful succeed ok true yes allow allowed permit permitted passed granted completed complete"
      .split(" ")
      .map((w) => [w, "success" as const]),
  ),
  ...Object.fromEntries(
    "denied deny forbidden blocked block unauthorized unauthorised rejected refused accessdenied permission_denied"
      .split(" ")
      .map((w) => [w, "denied" as const]),
  ),
  ...Object.fromEntries("failure failed fail false no error errored".split(" ").map((w) => [w, "failure" as const])),
};

/** The outcome that a word or an HTTP status states; unknown for anything else, also for a missing one. */
export function wordOutcome(written: string | null): Outcome {
  if (written === null) return "unknown";
  const lower = written.toLowerCase();
  if (Object.hasOwn(OUTCOME_WORDS, lower)) return OUTCOME_WORDS[lower] ?? "unknown";
  if ((OUTCOMES as readonly string[]).includes(lower)) return lower as Outcome;
  const status = /^(?:http\s*)?([1-5]\d\d)(?:\s.*)?$/.exec(lower)?.[1];
  if (status === undefined) return "unknown";
  if (status === "401" || status === "403") return "denied";
  return Number(status) < 400 ? "success" : "failure";
}

/** The kind that a log states; never one it does not. */
export function wordKind(written: string | null): ActorKind {
  const lower = written?.toLowerCase() ?? "";
  if ((ACTOR_KINDS as readonly string[]).includes(lower)) return lower as ActorKind;
  if (lower === "user" || lower === "person" || lower === "employee") return "human";
  if (lower === "ai" || lower === "ai agent" || lower === "assistant") return "agent";
  return lower === "system" || lower === "service account" || lower === "service_account" ? "service" : "unknown";
}
