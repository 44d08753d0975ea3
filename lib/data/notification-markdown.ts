import type { NotificationFacts } from "./notification-view";
import { ANSWER_WORDS, CATEGORY_WORDS, PROTECTION_WORDS, SPECIAL_WORDS, SUBJECT_WORDS } from "./words";

const CONFIDENTIALITY_WORDS: Record<NotificationFacts["confidentiality"]["answer"], string> = {
  disclosed: "disclosed to people without clearance",
  likely: "may have been disclosed: non-access is not proven",
  not_disclosed: "not disclosed, with evidence",
  not_possible_to_assess: "not possible to assess",
};
const READABLE_WORDS: Record<NotificationFacts["unintelligible"], string> = {
  intact: "unintelligible: encrypted, and the key is safe",
  subvertible: "pseudonymised: unintelligible unless other data is at hand",
  no: "readable to who got it",
  unknown: "unknown",
};

/** The facts as Markdown to paste into a notification. */
export function notificationMarkdown(facts: NotificationFacts): string {
  const { incident, asOf, computedAt } = facts;
  const lines = notificationLines(facts);
  return [
    `# ${incident.ref}: facts for a notification`,
    `${text(incident.title)}. As recorded ${utc(asOf)}${computedAt ? `; exposure answer of ${utc(computedAt)}` : ""}. What is not known is said as unknown.`,
    section("When", lines.when),
    section("What happened to confidentiality", lines.confidentiality),
    section("People", lines.people),
    section("Data", lines.data),
    section("Recipients", lines.recipients),
    section("Severity (ENISA)", lines.severity),
    section("Not known", facts.unknown.length > 0 ? facts.unknown : ["Nothing that this form asks for."]),
  ].join("\n\n");
}

/** The facts in sentences, as plain text, by what they are about. */
export function notificationLines(facts: NotificationFacts) {
  return {
    when: when(facts),
    confidentiality: confidentiality(facts),
    people: counts(facts),
    data: data(facts),
    recipients: recipients(facts),
    severity: severity(facts),
  };
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.map((line) => `- ${text(line)}`).join("\n")}`;
}

function when({ started, occurrence, detected, aware }: NotificationFacts): string[] {
  return [
    exposedWhen(occurrence),
    `Started: ${started ? utc(started.at) : "unknown"}.`,
    `Detected: ${detected ? utc(detected.at) : "unknown"}.`,
    `Aware: ${aware ? utc(aware.at) : "unknown"}.`,
  ];
}

/** Without a window nothing says that data was exposed, nor that it was not. */
function exposedWhen({ from, until, ongoing, exact }: NotificationFacts["occurrence"]): string {
  if (from === null) return "Whether and when data was exposed: unknown, no exposure is recorded.";
  const end = ongoing ? "still open" : until ? utc(until) : "unknown";
  return `Data was exposed from ${utc(from)} to ${end}${exact ? "" : " (bounds, not exact)"}.`;
}

function confidentiality({ confidentiality: { answer, reasons }, unintelligible }: NotificationFacts): string[] {
  return [`The data was ${CONFIDENTIALITY_WORDS[answer]}.`, ...reasons, `${upper(READABLE_WORDS[unintelligible])}.`];
}

function counts({ people, records, subjects, jurisdictions }: NotificationFacts): string[] {
  return [
    `People: ${people.text}. ${people.method}`,
    `Records: ${records.text}. ${records.method}`,
    ...subjects.map(({ kind, people: of }) => `${upper(SUBJECT_WORDS[kind])}: ${of.text}.`),
    ...jurisdictions.map(({ place, people: of }) => `In ${place}: ${of.text}.`),
  ];
}

function data({ items, specialKinds, categories }: NotificationFacts): string[] {
  const special = specialKinds.map((kind) => SPECIAL_WORDS[kind]).join(", ");
  return [
    `Categories: ${categories.map(({ category }) => CATEGORY_WORDS[category].toLowerCase()).join(", ") || "unknown"}.`,
    `Special categories (GDPR Articles 9 and 10): ${special || "none recorded"}.`,
    ...items.map((item) => {
      const answers = [
        `exposed ${ANSWER_WORDS[item.exposed]}`,
        `accessed ${ANSWER_WORDS[item.accessed]}`,
        `exfiltrated ${ANSWER_WORDS[item.exfiltrated]}`,
        `misused ${ANSWER_WORDS[item.misused]}`,
      ].join(", ");
      const note = item.protectionNote ? ` (${item.protectionNote})` : "";
      const asset = item.asset ? ` in ${item.asset}` : "";
      return `${item.description}${asset}: ${answers}; ${PROTECTION_WORDS[item.protection]}${note}.`;
    }),
  ];
}

function recipients({ recipients: who }: NotificationFacts): string[] {
  const { boundToSecrecy: bound, deletionAttested: deleted } = who;
  return [
    `${who.total} without clearance got at it or may have: ${who.identified} identified, ${who.unresolved} unresolved.`,
    who.complete ? "That is everybody, by complete logs." : "That may not be everybody.",
    `Bound to secrecy: ${bound.yes} yes, ${bound.no} no, ${bound.unknown} unknown.`,
    `Deletion attested: ${deleted.yes} yes, ${deleted.no} no, ${deleted.unknown} unknown.`,
  ];
}

function severity({ severity: { score, band, terms } }: NotificationFacts): string[] {
  if (!score || !band) return ["unknown: no personal data is listed."];
  const range = score.low === score.high ? `${score.low}` : `${score.low} to ${score.high}`;
  const words = band.low === band.high ? band.low : `${band.low} to ${band.high}`;
  return [
    `${range}, ${words.replaceAll("_", " ")}. By method; it looks neither at how long it lasted nor at how it was found.`,
    ...terms.map(({ reason }) => reason),
  ];
}

/** Text of people and logs as text: nothing in it is markup. */
function text(given: string): string {
  return given
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|#~]/g, (sign) => `\\${sign}`);
}

function utc(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

function upper(given: string): string {
  return given.charAt(0).toUpperCase() + given.slice(1);
}
