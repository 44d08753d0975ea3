import type { Severity } from "@/lib/incidents/model";
import type { FactorPoints, Facts } from "./assess";
import type { PrivacyInput } from "./enisa";
import type { AssessSeverityRequest } from "./inputs";
import { FACTORS, type Factor } from "./model";
import type { Points } from "./rubric";
import type { AssessmentView, FactSuggestionView, SuggestionView } from "./views";

/** What somebody is filling in. */
export interface SeverityForm {
  factors: Record<Factor, Points | null>;
  facts: Facts;
  override: Severity | null;
  reason: string;
  /** One a line. */
  evidence: string;
  privacy: PrivacyInput | null;
}

/** Begins with the last assessment; before there is one, with what the evidence suggests. */
export function initialForm(
  latest: AssessmentView | undefined,
  suggestions: readonly SuggestionView[],
  factSuggestions: readonly FactSuggestionView[] = [],
): SeverityForm {
  const known: FactorPoints = latest
    ? (latest.factors as FactorPoints)
    : Object.fromEntries(suggestions.map(({ factor, points }) => [factor, points]));
  return {
    factors: Object.fromEntries(FACTORS.map((factor) => [factor, known[factor] ?? null])) as SeverityForm["factors"],
    facts: (latest?.facts as Facts | undefined) ?? Object.fromEntries(factSuggestions.map(({ fact }) => [fact, true])),
    override: latest?.overridden ? latest.level : null,
    reason: latest?.overridden ? (latest.reason ?? "") : "",
    evidence: "",
    privacy: latest?.privacy?.input ?? null,
  };
}

/** As it is sent: a factor that still stands as the evidence suggested keeps that reason as its basis. */
export function toRequest(form: SeverityForm, suggestions: readonly SuggestionView[]): AssessSeverityRequest {
  const basis = Object.fromEntries(
    suggestions
      .filter(({ factor, points }) => points !== null && form.factors[factor] === points)
      .map(({ factor, reason }) => [factor, reason]),
  );
  const evidence = form.evidence.split("\n").flatMap((line) => line.trim() || []);
  return {
    factors: form.factors,
    facts: form.facts,
    ...(form.override ? { override: form.override } : {}),
    ...(form.reason.trim() ? { reason: form.reason } : {}),
    ...(evidence.length > 0 ? { evidence } : {}),
    ...(Object.keys(basis).length > 0 ? { basis } : {}),
    ...(form.privacy ? { privacy: form.privacy } : {}),
  };
}

/** What differs between two assessments, in words. */
export function differences(before: AssessmentView, after: AssessmentView): string[] {
  const say = (points: number | null | undefined) => (points === null || points === undefined ? "unknown" : points);
  const factors = FACTORS.filter((factor) => say(before.factors[factor]) !== say(after.factors[factor])).map(
    (factor) => `${factor} ${say(before.factors[factor])} → ${say(after.factors[factor])}`,
  );
  const names = [...new Set([...Object.keys(before.facts), ...Object.keys(after.facts)])] as (keyof Facts)[];
  const facts = names
    .filter((name) => before.facts[name] !== after.facts[name])
    .map((name) => `${FACT_WORDS[name]}: ${yesNo(before.facts[name])} → ${yesNo(after.facts[name])}`);
  return [...factors, ...facts];
}

export const FACT_WORDS: Record<keyof Facts, string> = {
  approvalMissing: "A required approval was missing or bypassed",
  tenants: "Tenants concerned",
  productionDestroyed: "An agent destroyed a production data store",
  backupsDestroyed: "Its backups too",
  exfiltrationConfirmed: "Exfiltration to an adversary is confirmed",
  customersDown: "Customers or orders without a core service",
  stopFailed: "A stop command was ignored or failed",
  deathOrInjury: "A death or a serious injury",
  event: "Kind",
};

function yesNo(value: string | number | boolean | undefined): string {
  if (value === undefined || value === false) return "no";
  return value === true ? "yes" : String(value).replace("_", " ");
}
