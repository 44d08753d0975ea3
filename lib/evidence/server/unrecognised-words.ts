import { maskTokens } from "../masking";
import type { Unrecognised } from "./import-state";

/** Words beyond these are counted together: a column of sentences is not to fill the memory. */
const MOST_WORDS = 100;
const MOST_NAMED = 8;
const LONGEST = 60;
const OTHERS = "";

/** Counts words of outcomes and actions whose meaning nobody said. */
export class UnrecognisedWords {
  private readonly counts: { outcome: Map<string, number>; action: Map<string, number> };

  constructor(from: Unrecognised = { outcome: {}, action: {} }) {
    this.counts = { outcome: new Map(Object.entries(from.outcome)), action: new Map(Object.entries(from.action)) };
  }

  add({ outcome, action }: { outcome?: string; action?: string }): void {
    if (outcome !== undefined) count(this.counts.outcome, outcome);
    if (action !== undefined) count(this.counts.action, action);
  }

  snapshot(): Unrecognised {
    const { outcome, action } = this.counts;
    return { outcome: Object.fromEntries(outcome), action: Object.fromEntries(action) };
  }
}

function count(words: Map<string, number>, word: string): void {
  const short = word.slice(0, LONGEST).toWellFormed().replaceAll("\0", "�");
  const key = words.has(short) || words.size < MOST_WORDS ? short : OTHERS;
  words.set(key, (words.get(key) ?? 0) + 1);
}

/** What is said of them where the source is read. */
export function wordsSaid(words: Unrecognised | undefined): string[] {
  if (!words) return [];
  const said = (what: string, counts: Record<string, number>, became: string): string[] => {
    const named = Object.entries(counts).filter(([word]) => word !== OTHERS);
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    if (all === 0) return [];
    named.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    const shown = named.slice(0, MOST_NAMED).map(([word, n]) => `${maskTokens(word)} (${n.toLocaleString("en-US")})`);
    const rest = all - named.slice(0, MOST_NAMED).reduce((sum, [, n]) => sum + n, 0);
    const list = [...shown, ...(rest > 0 ? [`others (${rest.toLocaleString("en-US")})`] : [])].join(", ");
    const records = all === 1 ? "1 record" : `${all.toLocaleString("en-US")} records`;
    return [`The ${what} of ${records} was not recognised and is ${became}: ${list}.`];
  };
  return [...said("outcome", words.outcome, "unknown"), ...said("action", words.action, "the verb “other”")];
}
