import { KIND_WORDS } from "@/lib/timeline/model";
import type { TimelineEntryView } from "@/lib/timeline/views";
import { cite } from "./cite";
import type { PostmortemFacts } from "./facts";
import { containmentParts, stoodParts } from "./generate-containment";
import { list, md, table, UNKNOWN, utc, words } from "./markdown";
import { judgeSafeguards } from "./safeguards";
import { suggestContributing } from "./suggest-contributing";

/** Role names instead of persons: a postmortem is about how it could happen. */
function roleOf({ roles }: PostmortemFacts, { author }: TimelineEntryView): string {
  if (author.kind === "system") return "Firebreak";
  const held = roles.find((role) => role.userId === author.id);
  return held ? words(held.role) : author.kind === "token" ? "an integration" : "a responder";
}

export function timelineSection(facts: PostmortemFacts): string {
  const { timeline, timelinePinned } = facts;
  if (timeline.length === 0) return "The timeline is empty.";
  const note = timelinePinned
    ? "The pinned entries of the timeline. Times are UTC."
    : "Every entry of the timeline, since none is pinned. Times are UTC.";
  return [note, entryTable(facts, timeline)].join("\n\n");
}

function entryTable(facts: PostmortemFacts, entries: readonly TimelineEntryView[]): string {
  return table(
    ["Time (UTC)", "What", "By", "Source"],
    entries.map((entry) => [
      utc(entry.occurredAt, entry.precision),
      `${md(entry.body)}${former(entry)}`,
      `${roleOf(facts, entry)}, ${KIND_WORDS[entry.kind]}`,
      sources(entry),
    ]),
  );
}

/** What an entry said before it was corrected stays readable, and when it was corrected. */
function former(entry: TimelineEntryView): string {
  return entry.former
    .map(({ occurredAt, precision, body, replacedBy }) => {
      const time = occurredAt === entry.occurredAt ? "" : `${utc(occurredAt, precision)}: `;
      const was = `${time}${body === entry.body ? "" : md(body)}`.replace(/: $/, "");
      return ` *Corrected ${utc(replacedBy.recordedAt)}${was ? `, was: ${was}` : ""}.*`;
    })
    .join("");
}

function sources(entry: TimelineEntryView): string {
  const events = entry.evidenceEventIds.map((id) => cite("event", id));
  return [cite("entry", entry.id), ...events].join(" ");
}

/** Each recorded step of an AI system, and whether it acted or advised. */
export function agentSection(facts: PostmortemFacts): string {
  const { agentEntries, incident } = facts;
  const involvement =
    incident.aiInvolvement === "unknown"
      ? `How an AI system was involved is ${UNKNOWN} (not recorded).`
      : `Involvement as recorded: ${words(incident.aiInvolvement)}.`;
  const known = [...stoodParts(facts), ...containmentParts(facts)];
  if (agentEntries.length === 0) {
    return [involvement, "No step of an AI system is recorded in the timeline.", ...known].join("\n\n");
  }
  const questions = [
    `Was the input right? ${UNKNOWN} unless an entry above says so.`,
    `Was the reasoning right, given the input? ${UNKNOWN}; what the system says about itself is no proof.`,
    `Was the action right, given the reasoning? ${UNKNOWN} unless an entry above says so.`,
    "Why did no safeguard catch it? See Safeguards.",
  ];
  return [involvement, entryTable(facts, agentEntries), list(questions), ...known].join("\n\n");
}

export function safeguardsSection(facts: PostmortemFacts): string {
  return table(
    ["Safeguard", "In this incident", "Why", "What builds it"],
    judgeSafeguards(facts).map(({ safeguard, standing, reason, tasks }) => [
      words(safeguard),
      standing === "unknown" ? UNKNOWN : `**${standing}**`,
      reason,
      tasks.length > 0 ? tasks.map((task) => `${md(task.title)} ${cite("task", task.ref)}`).join("; ") : "no task",
    ]),
  );
}

export function factorsSection(facts: PostmortemFacts): string {
  const found = suggestContributing(facts);
  if (found.length === 0) {
    return `Which factors contributed is ${UNKNOWN}: nothing in the record points to one. “Human error” or “the model hallucinated” alone is not an analysis.`;
  }
  const rows = found.map(({ code, strength, reason }) => {
    const [group = "", factor = ""] = code.split(".");
    return [words(group), words(factor), strength, reason];
  });
  return [
    table(["Group", "Factor", "Strength", "Because"], rows),
    "*Known*: the record shows it. *Potential*: the record fits it; people judge.",
  ].join("\n\n");
}
