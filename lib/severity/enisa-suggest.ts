import type { DataCategory, Protection, SubjectKind } from "@/lib/data/model";
import { type PrivacyInput, privacySeverity } from "./enisa";

/** What is known of the data and of who got at it, as far as the gauge looks at it. */
export interface PrivacyFacts {
  items: {
    categories: DataCategory[];
    special: boolean;
    subjectKind: SubjectKind;
    protection: Protection;
    people: { low: number | null; high: number | null };
    misused: "yes" | "no" | "unknown";
  }[];
  /** Null: no answer has been computed, so nothing is known of recipients. */
  answer: {
    accessed: "yes" | "no" | "unknown";
    /** Recipients who are known by name, and those known by what a log wrote only. */
    identified: number;
    unresolved: number;
    /** Who only may have got at it. */
    possible: number;
    hasGaps: boolean;
    isPublic: boolean;
    changed: boolean;
    deleted: boolean;
  } | null;
}

export type PrivacyTerm = keyof PrivacyInput;

/** One term of SE = DPC × EI + CB with the values that are possible, and why. */
export interface SuggestedTerm {
  term: PrivacyTerm;
  low: number;
  high: number;
  reason: string;
  to: "exposure" | "data";
}

export interface PrivacySuggestion {
  terms: SuggestedTerm[];
  /** At the least and at the most; null while no affected data is listed. */
  score: { low: number; high: number } | null;
  band: { low: string; high: string } | null;
  /** Told beside the score, never counted in it. */
  flags: { over100: "yes" | "no" | "unknown"; unintelligible: "yes" | "no" | "unknown" };
}

/** ENISA's basic scores; context moves a category, and where only the context decides, the range says so. */
const CONTEXT: Record<DataCategory, readonly [low: number, high: number] | null> = {
  basic_personal: [1, 1],
  contact: [1, 1],
  behavioural: [2, 2],
  location: [2, 2],
  financial: [3, 3],
  health: [4, 4],
  special_category: [4, 4],
  national_id: [1, 2],
  // Credentials are worth what they open.
  credentials: [1, 4],
  communications: [2, 4],
  other: [1, 4],
  source_code: null,
  company_confidential: null,
};
const DIRECT: readonly DataCategory[] = ["basic_personal", "contact", "national_id", "credentials"];
const FRAGILE: readonly SubjectKind[] = ["minors", "patients", "vulnerable"];

/** What the inventory and the exposure answer suggest for each term. A suggestion is never applied without a person. */
export function suggestPrivacy(facts: PrivacyFacts): PrivacySuggestion {
  const personal = facts.items.filter(
    (item) => item.subjectKind !== "none" && item.categories.some((one) => CONTEXT[one]),
  );
  const flags = { over100: over100(personal), unintelligible: unintelligible(personal) };
  if (personal.length === 0) return { terms: [], score: null, band: null, flags };
  const terms = [
    context(personal),
    identification(personal),
    confidentiality(facts.answer),
    integrity(facts.answer),
    availability(facts.answer),
    intent(personal),
  ];
  const [low, high] = [at(terms, "low"), at(terms, "high")];
  return {
    terms,
    score: { low: low.score, high: high.score },
    band: { low: low.band, high: high.band },
    flags,
  };
}

function at(terms: readonly SuggestedTerm[], end: "low" | "high") {
  const value = (term: PrivacyTerm) => terms.find((one) => one.term === term)?.[end] ?? 0;
  return privacySeverity({
    dpc: value("dpc") as PrivacyInput["dpc"],
    ei: value("ei") as PrivacyInput["ei"],
    confidentiality: value("confidentiality") as PrivacyInput["confidentiality"],
    integrity: value("integrity") as PrivacyInput["integrity"],
    availability: value("availability") as PrivacyInput["availability"],
    malicious: value("malicious") > 0,
  });
}

type Items = PrivacyFacts["items"];

/** Of several categories the highest counts. */
function context(items: Items): SuggestedTerm {
  const rated = items.flatMap((item) =>
    item.categories.flatMap((category) => {
      const [low, high] = item.special ? [4, 4] : (CONTEXT[category] ?? [0, 0]);
      if (low === 0) return [];
      const fragile = FRAGILE.includes(item.subjectKind);
      const words = `${category.replaceAll("_", " ")}${fragile ? ` of ${item.subjectKind}` : ""}`;
      return [{ low, high: fragile ? 4 : high, words: item.special ? "a special category" : words }];
    }),
  );
  const low = Math.max(...rated.map((one) => one.low));
  const high = Math.max(...rated.map((one) => one.high));
  const by = rated.find((one) => one.high === high)?.words ?? "";
  const unsure = low < high ? "; its context decides how far" : "";
  return { term: "dpc", low, high, reason: `The highest category counts: ${by}${unsure}.`, to: "data" };
}

function identification(items: Items): SuggestedTerm {
  const ends = items.map((item): readonly [number, number, string] => {
    if (item.protection === "encrypted_key_safe") return [0.25, 0.25, "encrypted, and the key is safe"];
    if (item.protection === "pseudonymised") return [0.25, 0.5, "pseudonymised"];
    if (item.categories.some((one) => DIRECT.includes(one))) return [1, 1, "it names people directly"];
    return [0.25, 1, "whether it leads to a person is not recorded"];
  });
  const low = Math.max(...ends.map(([least]) => least));
  const high = Math.max(...ends.map(([, most]) => most));
  const why = ends.find(([, most]) => most === high)?.[2] ?? "";
  return { term: "ei", low, high, reason: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`, to: "data" };
}

/** Follows from the answer: nobody, known recipients, unknown ones; silent logs leave it open upwards. */
function confidentiality(answer: PrivacyFacts["answer"]): SuggestedTerm {
  const term = (low: number, high: number, reason: string): SuggestedTerm => {
    return { term: "confidentiality", low, high, reason, to: "exposure" };
  };
  if (!answer) return term(0, 0.5, "No exposure answer is computed yet.");
  const { accessed, identified, unresolved, possible, hasGaps, isPublic } = answer;
  if (accessed === "no") return term(0, 0, "The logs cover the exposed time and show no access without clearance.");
  if (unresolved > 0) return term(0.5, 0.5, `${unresolved} of the recipients are not known by name.`);
  if (isPublic && hasGaps)
    return term(0.5, 0.5, "It was open to the public, and the logs are silent for part of the time.");
  const least = identified > 0 ? 0.25 : 0;
  const who = identified > 0 ? `${identified} recipients are known by name` : "No access without clearance is certain";
  if (hasGaps) return term(least, 0.5, `${who}; the logs are silent for part of the time, so there may be others.`);
  if (accessed === "unknown")
    return term(least, possible > 0 ? 0.25 : 0.5, `${who}; whether there were any is unknown.`);
  return term(0.25, 0.25, `${who}, and the logs are complete.`);
}

function integrity(answer: PrivacyFacts["answer"]): SuggestedTerm {
  const changed = answer?.changed ?? false;
  const reason = changed
    ? "Accesses without clearance wrote to it; whether that can be taken back is not recorded."
    : answer?.hasGaps !== false
      ? "No change without clearance is seen; the logs can’t exclude one."
      : "No change without clearance is seen, and the logs are complete.";
  const high = changed || answer?.hasGaps !== false ? 0.5 : 0;
  return { term: "integrity", low: changed ? 0.25 : 0, high, reason, to: "exposure" };
}

function availability(answer: PrivacyFacts["answer"]): SuggestedTerm {
  if (!answer?.deleted) {
    return { term: "availability", low: 0, high: 0, reason: "No deletion without clearance is seen.", to: "exposure" };
  }
  const reason = "Accesses without clearance deleted some of it; whether it came back is not recorded.";
  return { term: "availability", low: 0.25, high: 0.5, reason, to: "exposure" };
}

function intent(items: Items): SuggestedTerm {
  const misused = items.some((item) => item.misused === "yes");
  const reason = misused
    ? "Misuse of affected data is recorded, with evidence."
    : "No misuse is recorded; people judge intent.";
  return { term: "malicious", low: misused ? 1 : 0, high: misused ? 1 : 0, reason, to: "data" };
}

function over100(items: Items): "yes" | "no" | "unknown" {
  if (items.some(({ people }) => (people.low ?? 0) > 100)) return "yes";
  const most = items.reduce<number | null>(
    (sum, { people }) => (sum === null || people.high === null ? null : sum + people.high),
    0,
  );
  return most !== null && most <= 100 ? "no" : "unknown";
}

const READABLE: readonly Protection[] = ["none", "encrypted_key_exposed"];

function unintelligible(items: Items): "yes" | "no" | "unknown" {
  if (items.some(({ protection }) => READABLE.includes(protection))) return "no";
  const safe = items.length > 0 && items.every(({ protection }) => protection === "encrypted_key_safe");
  return safe ? "yes" : "unknown";
}
