import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { exposureAnswers, exposureWindows, namedTimes } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { csvText } from "@/lib/api/server/csv";
import type { ExposureView } from "@/lib/exposure/views";
import { incidentRef } from "@/lib/incidents/model";
import { privacySuggestionIn } from "@/lib/severity/server/enisa-suggestion";
import type { NotificationQuery } from "../inputs";
import { QUESTIONS } from "../model";
import { notificationFacts } from "../notification";
import { notificationMarkdown } from "../notification-markdown";
import type { NotificationFacts } from "../notification-view";
import type { AffectedDataView, CountView } from "../views";
import { dataOf, listData } from "./list-data";
import { recipientsIn } from "./recipient-rows";
import { refreshVerdicts } from "./refresh-verdicts";

const count = (of: CountView) => [of.certainty, of.low ?? "unknown", of.high ?? "unknown", of.basis ?? ""];
const COUNT_COLUMNS = (of: string) => [`${of} certainty`, `${of} low`, `${of} high`, `${of} counted by`];

const HEAD = [
  "description",
  "asset",
  "category",
  "also",
  "special categories",
  "about whom",
  ...COUNT_COLUMNS("people"),
  ...COUNT_COLUMNS("records"),
  "jurisdictions",
  "protection",
  "protection note",
  ...QUESTIONS.flatMap((question) => [question, `${question} by`, `${question} because`, `${question} evidence`]),
  "recorded by",
  "updated at (UTC)",
];

function rowOf(item: AffectedDataView): (string | number)[] {
  return [
    item.description,
    item.assetName ?? "",
    item.category,
    (item.alsoCategories ?? []).join(" "),
    (item.specialKinds ?? []).join(" "),
    item.subjectKind,
    ...count(item.people),
    ...count(item.records),
    item.jurisdictions.join(" "),
    item.protection,
    item.protectionNote ?? "",
    ...QUESTIONS.flatMap((question) => {
      const { answer, basis, by, reasons, evidence } = item.answers[question];
      return [answer, by ?? basis, reasons.join(" "), evidence.join(" ")];
    }),
    item.recordedBy,
    item.updatedAt,
  ];
}

/** The inventory for a spreadsheet; text that a spreadsheet would run as a formula is escaped. */
export async function exportData(ctx: Ctx, ref: string): Promise<Response> {
  const { data } = await listData(ctx, ref);
  return file(csvText([HEAD, ...data.map(rowOf)], { bom: true }), "text/csv", `${ref.toUpperCase()}-affected-data.csv`);
}

/** What a notification asks for, as JSON or as Markdown. */
export async function exportNotification(ctx: Ctx, ref: string, { format }: NotificationQuery): Promise<Response> {
  const facts = await collectNotification(ctx, ref);
  const name = `${facts.incident.ref}-notification`;
  return format === "md"
    ? file(notificationMarkdown(facts), "text/markdown", `${name}.md`)
    : file(JSON.stringify(facts, null, 2), "application/json", `${name}.json`);
}

function file(body: string, type: string, filename: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${filename}"`,
    },
  });
}

/** What the record has of what a notification asks for. */
export async function collectNotification(ctx: Ctx, ref: string): Promise<NotificationFacts> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  await refreshVerdicts(ctx, ref);
  const [kept] = await db().select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incident.id));
  const answer = kept?.answer as ExposureView | undefined;
  const times = await db().select().from(namedTimes).where(eq(namedTimes.incidentId, incident.id));
  const named = (name: string) => {
    const found = times.find((time) => time.name === name);
    return found ? { at: found.at, precision: found.precision } : null;
  };
  const { recipients: _, summary } = await recipientsIn(db(), incident.id);
  return notificationFacts({
    incident: {
      ref: incidentRef(incident.id),
      title: incident.title,
      summary: incident.summary,
      kind: incident.kind,
    },
    asOf: ctx.now(),
    computedAt: kept?.computedAt ?? null,
    windows: await windowsOf(incident.id),
    started: named("started"),
    detected: named("detected"),
    aware: named("aware"),
    verdict: answer && answer.assets.length > 0 ? verdictOf(answer) : null,
    items: await dataOf(db(), incident.id),
    recipients: summary,
    severity: await privacySuggestionIn(db(), incident.id),
  });
}

function verdictOf({ summary, assets }: ExposureView) {
  const deciding = assets.filter((one) => one.accessed.verdict === summary.accessed);
  const reasons = deciding.flatMap((one) => one.accessed.reasons.map((reason) => `${one.name}: ${reason}`));
  return { accessed: summary.accessed, reasons };
}

async function windowsOf(incidentId: number) {
  const rows = await db()
    .select()
    .from(exposureWindows)
    .where(
      and(
        eq(exposureWindows.incidentId, incidentId),
        isNull(exposureWindows.supersededAt),
        eq(exposureWindows.withdrawn, 0),
      ),
    );
  return rows.map((row) => ({
    openedEarliest: row.openedAtEarliest,
    openedExact: row.openedAtEarliest === row.openedAtLatest,
    closedLatest: row.closedAtLatest,
    closedExact: row.closedAtEarliest === row.closedAtLatest,
  }));
}
