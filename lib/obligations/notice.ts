import type { IncidentAiSystemView } from "@/lib/agents/views";
import type { ActionView } from "@/lib/containment/views";
import { notificationLines } from "@/lib/data/notification-markdown";
import type { NotificationFacts } from "@/lib/data/notification-view";
import type { TaskView } from "@/lib/tasks/views";
import { type NoticePart, PARTS_OF } from "./notice-parts";
import type { NoticeView } from "./notice-view";
import { silence } from "./notice-words";

/** Whom a notice names as a contact, the closest to it first. */
const CONTACT_ROLES = ["privacy", "legal", "communications", "commander"];

export interface NoticeSources {
  facts: NotificationFacts;
  containment: readonly ActionView[];
  tasks: readonly TaskView[];
  aiSystems: readonly IncidentAiSystemView[];
  roles: readonly { role: string; name: string }[];
}

/**
 * What a rule's notice asks for, each line with what the record says towards it, in sentences. A line without any is
 * one that only a person can answer, or that the record is silent about: nothing is guessed.
 */
export function noticeLines(content: readonly string[], sources: NoticeSources): NoticeView["lines"] {
  const says = partsFrom(sources);
  return content.map((asks) => {
    const parts = PARTS_OF[asks] ?? [];
    return { asks, says: parts.flatMap((part) => says[part]), byPerson: parts.length === 0 };
  });
}

function partsFrom({ facts, containment, tasks, aiSystems, roles }: NoticeSources): Record<NoticePart, string[]> {
  const lines = notificationLines(facts);
  const { incident, jurisdictions } = facts;
  const open = tasks.filter(({ state }) => state === "open" || state === "in_progress");
  const done = tasks.filter(({ state }) => state === "done" || state === "verified");
  return {
    nature: [sentence(incident.title), ...(incident.summary ? [sentence(incident.summary)] : [])],
    when: lines.when,
    confidentiality: lines.confidentiality,
    people: lines.people,
    data: lines.data,
    recipients: lines.recipients,
    severity: lines.severity,
    places:
      jurisdictions.length === 0
        ? ["Where the people concerned are: unknown."]
        : [`People concerned are in: ${jurisdictions.map(({ place }) => place).join(", ")}.`],
    ai_systems: aiSystems.map(aiSystemLine),
    done: [...containment.flatMap(actionLine), ...done.map((task) => taskLine(task, "done"))],
    planned: open.map((task) => taskLine(task, "planned")),
    prevention: tasks
      .filter(({ kind, state }) => kind === "prevention" && state !== "not_doing")
      .map((task) => taskLine(task, open.includes(task) ? "planned" : "done")),
    contact: CONTACT_ROLES.flatMap((wanted) =>
      roles.filter(({ role }) => role === wanted).map(({ name }) => `${upper(wanted)}: ${name}.`),
    ),
    unknown: facts.unknown,
  };
}

function aiSystemLine({ aiSystem, role, stood }: IncidentAiSystemView): string {
  const made = [stood?.vendor, stood?.model, stood?.modelVersion].filter(Boolean).join(", ");
  const purpose = stood?.purpose ? ` ${sentence(stood.purpose)}` : "";
  return `${aiSystem.name} (${role.replaceAll("_", " ")})${made ? `, ${made}` : ", provider and model unknown"}.${purpose}`;
}

function actionLine({ title, state, doneAt, verdict }: ActionView): string[] {
  if (state !== "done" || doneAt === null) return [];
  const holds = verdict === "verified" ? "verified by evidence" : verdict === "failed" ? "failed" : "not verified";
  return [`${title}: ${utc(doneAt)}, ${holds}.`];
}

function taskLine({ title, dueAt, doneAt, state }: TaskView, how: "done" | "planned"): string {
  if (how === "planned") return `Planned: ${title}${dueAt ? `, due ${utc(dueAt)}` : ""}.`;
  return `Done${state === "verified" ? " and verified" : ""}: ${title}${doneAt ? `, ${utc(doneAt)}` : ""}.`;
}

/** A draft to paste into the authority's form, which a person completes and answers for. */
export function noticeMarkdown({ title, recipient, incident, asOf, lines }: Omit<NoticeView, "markdown">): string {
  return [
    `# ${escaped(`${incident}: ${title}`)}`,
    `To: ${escaped(recipient)}. Draft from the record as of ${utc(asOf)}; not legal advice. Complete it and answer for it.`,
    ...lines.map(({ asks, says, byPerson }) =>
      [`## ${escaped(asks)}`, says.length === 0 ? `_${silence(byPerson)}_` : list(says)].join("\n\n"),
    ),
  ].join("\n\n");
}

function list(says: readonly string[]): string {
  return says.map((line) => `- ${escaped(line)}`).join("\n");
}

/** Text of people and logs as text: nothing in it is markup. */
function escaped(given: string): string {
  return given
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|#~]/g, (sign) => `\\${sign}`);
}

function sentence(given: string): string {
  const text = given.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function upper(given: string): string {
  return given.charAt(0).toUpperCase() + given.slice(1);
}

function utc(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
