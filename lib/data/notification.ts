import type { PrivacySuggestionView } from "@/lib/severity/enisa-view";
import { breakdownOf } from "./breakdown";
import type { Answer } from "./model";
import type { NotificationFacts } from "./notification-view";
import { type Total, totalsOf, totalText } from "./totals";
import type { AffectedDataView, RecipientSummary } from "./views";
import { QUESTION_WORDS, SUBJECT_WORDS } from "./words";

export interface NotificationParts {
  incident: NotificationFacts["incident"];
  asOf: string;
  computedAt: string | null;
  windows: { openedEarliest: string; openedExact: boolean; closedLatest: string | null; closedExact: boolean }[];
  started: NotificationFacts["started"];
  detected: NotificationFacts["detected"];
  aware: NotificationFacts["aware"];
  /** Of the whole incident; null while no window is recorded. */
  verdict: { accessed: Answer; reasons: string[] } | null;
  items: readonly AffectedDataView[];
  recipients: RecipientSummary;
  severity: PrivacySuggestionView;
}

/** What a notification to an authority asks for, from the record alone; nothing is guessed, and gaps are named. */
export function notificationFacts(parts: NotificationParts): NotificationFacts {
  const { incident, asOf, computedAt, started, detected, aware, items, recipients, severity } = parts;
  const concerned = items.filter((item) => item.answers.exposed.answer !== "no");
  const totals = totalsOf(items.map((item) => ({ ...item, exposed: item.answers.exposed.answer })));
  const shares = breakdownOf(items);
  const facts = {
    incident,
    asOf,
    computedAt,
    started,
    occurrence: occurrence(parts.windows),
    detected,
    aware,
    confidentiality: confidentiality(parts.verdict, concerned),
    unintelligible: unintelligible(concerned),
    people: { ...rangeOf(totals.people), method: totals.people.method },
    records: { ...rangeOf(totals.records), method: totals.records.method },
    subjects: shares.subjects.map(({ key, people }) => ({ kind: key, people: rangeOf(people) })),
    categories: shares.categories.map(({ key, people, records }) => ({
      category: key,
      people: rangeOf(people),
      records: rangeOf(records),
    })),
    specialKinds: [...new Set(concerned.flatMap((item) => item.specialKinds ?? []))],
    jurisdictions: shares.places.map(({ key, people }) => ({ place: key, people: rangeOf(people) })),
    items: concerned.map(itemFacts),
    recipients,
    severity,
  };
  return { ...facts, unknown: unknownIn(facts, concerned) };
}

function itemFacts(item: AffectedDataView): NotificationFacts["items"][number] {
  const { description, assetName, people, records, protection, protectionNote, answers } = item;
  return {
    description,
    asset: assetName,
    people,
    records,
    protection,
    protectionNote: protectionNote ?? "",
    exposed: answers.exposed.answer,
    accessed: answers.accessed.answer,
    exfiltrated: answers.exfiltrated.answer,
    misused: answers.misused.answer,
  };
}

function occurrence(windows: NotificationParts["windows"]): NotificationFacts["occurrence"] {
  const from = windows.map((one) => one.openedEarliest).sort()[0] ?? null;
  const ongoing = windows.some((one) => one.closedLatest === null);
  const ends = windows.flatMap((one) => one.closedLatest ?? []).sort();
  return {
    from,
    until: ongoing ? null : (ends.at(-1) ?? null),
    ongoing,
    exact: windows.length > 0 && windows.every((one) => one.openedExact && one.closedExact),
  };
}

/** Of the template's answers: disclosed, likely without evidence, not disclosed with evidence, not possible to assess. */
function confidentiality(
  verdict: NotificationParts["verdict"],
  items: readonly AffectedDataView[],
): NotificationFacts["confidentiality"] {
  const answers = items.map((item) => item.answers.accessed);
  const yes = answers.find(({ answer }) => answer === "yes");
  if (verdict?.accessed === "yes") return { answer: "disclosed", reasons: verdict.reasons };
  if (yes) return { answer: "disclosed", reasons: yes.reasons };
  const excluded = answers.length > 0 ? answers.every(({ answer }) => answer === "no") : verdict?.accessed === "no";
  if (excluded) return { answer: "not_disclosed", reasons: verdict?.reasons ?? answers.flatMap((one) => one.reasons) };
  if (!verdict && answers.length === 0) {
    return { answer: "not_possible_to_assess", reasons: ["No exposure window and no affected data are recorded."] };
  }
  // Where non-access is not proven, the data may have been accessed.
  return { answer: "likely", reasons: verdict?.reasons ?? ["Nobody has answered whether it was accessed."] };
}

function unintelligible(items: readonly AffectedDataView[]): NotificationFacts["unintelligible"] {
  const has = (...words: AffectedDataView["protection"][]) => items.some((item) => words.includes(item.protection));
  if (items.length === 0) return "unknown";
  if (has("none", "encrypted_key_exposed")) return "no";
  if (has("unknown")) return "unknown";
  return has("pseudonymised") ? "subvertible" : "intact";
}

function rangeOf(total: Total): NotificationFacts["subjects"][number]["people"] {
  const { low, high, exact } = total;
  const certainty = low === null ? "cannot_determine" : exact ? "exact" : "approximate";
  return { low, high, certainty, text: totalText(total) };
}

function unknownIn(
  facts: Omit<NotificationFacts, "unknown">,
  items: readonly AffectedDataView[],
): NotificationFacts["unknown"] {
  const { occurrence: when, aware, jurisdictions, recipients } = facts;
  const open = items.flatMap((item) => {
    const missing = [
      ...(item.people.certainty === "unknown" && item.subjectKind !== "none" ? ["how many people"] : []),
      ...(item.records.certainty === "unknown" ? ["how many records"] : []),
      ...(item.subjectKind === "unknown" ? [SUBJECT_WORDS.unknown] : []),
      ...(item.protection === "unknown" ? ["whether it was protected"] : []),
      ...(item.jurisdictions.length === 0 && item.subjectKind !== "none" ? ["in which jurisdictions"] : []),
      ...Object.entries(item.answers)
        .filter(([, { answer }]) => answer === "unknown")
        .map(([question]) => `whether ${QUESTION_WORDS[question as keyof typeof QUESTION_WORDS].head.toLowerCase()}`),
    ];
    return missing.length > 0 ? [`${item.description}: ${missing.join(", ")}.`] : [];
  });
  return [
    ...(when.from === null ? ["When it happened: no exposure window is recorded."] : []),
    ...(when.from !== null && !when.exact && !when.ongoing ? ["When it happened is known within bounds only."] : []),
    ...(aware === null ? ["When the organisation became aware of it."] : []),
    ...(items.length === 0 ? ["Which data was concerned: none is listed."] : []),
    ...jurisdictions.filter(({ people }) => people.low === null).map(({ place }) => `How many people in ${place}.`),
    ...recipients.why,
    ...open,
  ];
}
