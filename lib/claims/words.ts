import { formatDuration } from "@/lib/time/format";
import type { AgentAct, Assertion, AssertionKind, ClaimedAmount, Counted, Speaker, Standing } from "./model";

export const SPEAKER_WORDS: Record<Speaker, string> = {
  spokesperson: "spokesperson",
  press: "press",
  colleague: "colleague",
  leadership: "leadership",
  ai_system: "the AI system itself",
  vendor: "vendor",
  authority: "authority",
  researcher: "researcher",
  other: "somebody else",
};

export const STANDING_WORDS: Record<Standing, string> = {
  unverified: "unverified",
  supported: "supported",
  contradicted: "contradicted",
  reconciled: "reconciled",
};

export const ASSERTION_WORDS: Record<AssertionKind, string> = {
  nobody_accessed: "Nobody accessed it",
  nobody_without_clearance: "Nobody without clearance accessed it",
  nothing_exfiltrated: "Nothing was exfiltrated",
  nothing_misused: "Nothing was misused",
  opened_at: "It was opened at a time",
  closed_at: "It was closed at a time",
  exposed_for: "It was exposed for so long",
  count: "A number of people, records or accesses",
  agent_did: "The AI system did something",
  agent_did_not: "The AI system did not do something",
  severity: "A severity level",
};

export const COUNTED_WORDS: Record<Counted, string> = {
  people_without_clearance: "people without clearance got at it",
  people_who_accessed: "people got at it",
  accesses_without_clearance: "accesses without clearance",
  people_affected: "people are concerned",
  records_affected: "records are concerned",
};

export const ACT_WORDS: Record<AgentAct, { did: string; not: string }> = {
  act_without_approval: { did: "acted without approval", not: "did not act without approval" },
  share_data: { did: "shared the data itself", not: "did not share the data itself" },
  open_access: { did: "opened the access itself", not: "did not open the access itself" },
  act_beyond_answering: { did: "took action beyond answering", not: "took no action beyond answering" },
  delete_data: { did: "deleted data", not: "did not delete data" },
  ignore_stop: { did: "ignored the order to stop", not: "did not ignore the order to stop" },
  other: { did: "did", not: "did not" },
};

/** What a claim asserts, as a sentence without its full stop. `nameOf` gives the name of an asset. */
export function assertionText(assertion: Assertion, nameOf: (asset: string) => string): string {
  const of = (asset: string | null) => (asset === null ? "" : ` (${nameOf(asset)})`);
  switch (assertion.kind) {
    case "nobody_accessed":
    case "nobody_without_clearance":
    case "nothing_exfiltrated":
      return `${ASSERTION_WORDS[assertion.kind]}${of(assertion.asset)}`;
    case "nothing_misused":
      return ASSERTION_WORDS[assertion.kind];
    case "opened_at":
    case "closed_at": {
      const seconds = assertion.precision === "exact" ? 19 : assertion.precision === "day" ? 10 : 16;
      const when = assertion.at.slice(0, seconds).replace("T", " ");
      return `It was ${assertion.kind === "opened_at" ? "opened" : "closed"} at ${when} UTC${of(assertion.asset)}`;
    }
    case "exposed_for":
      return `It was exposed for ${amountText(assertion.ms, formatDuration)}${of(assertion.asset)}`;
    case "count": {
      const figure = (n: number) => n.toLocaleString("en");
      return `${upper(amountText(assertion.n, figure))} ${COUNTED_WORDS[assertion.of]}${of(assertion.asset)}`;
    }
    case "agent_did":
    case "agent_did_not": {
      const words = ACT_WORDS[assertion.act][assertion.kind === "agent_did" ? "did" : "not"];
      const what = assertion.what ? `${assertion.act === "other" ? " " : ": "}${assertion.what}` : "";
      return `The AI system ${words}${what}`;
    }
    case "severity":
      return `It was ${assertion.level}${assertion.scale ? ` (said as: ${assertion.scale})` : ""}`;
  }
}

function amountText({ bound, low, high }: ClaimedAmount, figure: (n: number) => string): string {
  const [from, to] = [figure(low ?? 0), figure(high ?? 0)];
  if (bound === "exact") return from;
  if (bound === "at_most") return `at most ${to}`;
  return bound === "at_least" ? `at least ${from}` : `${from} to ${to}`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
