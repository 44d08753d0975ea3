import { and, eq, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { exposureAnswers, exposureWindows } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { categoriesOf } from "@/lib/data/breakdown";
import { dataOf } from "@/lib/data/server/list-data";
import { recipientsIn } from "@/lib/data/server/recipient-rows";
import { refreshVerdicts } from "@/lib/data/server/refresh-verdicts";
import type { ExposureView } from "@/lib/exposure/views";
import { type PrivacyFacts, suggestPrivacy } from "../enisa-suggest";
import type { PrivacySuggestionView } from "../enisa-view";

/** ENISA's gauge from what is recorded; a person takes it over, or does not. */
export async function privacySuggestion(ctx: Ctx, ref: string): Promise<PrivacySuggestionView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  await refreshVerdicts(ctx, ref);
  return privacySuggestionIn(db(), incident.id);
}

/** For verbs that have checked who asks. */
export async function privacySuggestionIn(executor: Executor, incidentId: number): Promise<PrivacySuggestionView> {
  const [kept] = await executor.select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incidentId));
  const data = await dataOf(executor, incidentId);
  const items = data
    .filter((item) => item.answers.exposed.answer !== "no")
    .map((item) => ({
      categories: categoriesOf(item),
      special: (item.specialKinds?.length ?? 0) > 0,
      subjectKind: item.subjectKind,
      protection: item.protection,
      people: item.people,
      misused: item.answers.misused.answer,
    }));
  const view = kept?.answer as ExposureView | undefined;
  const answer = view && view.assets.length > 0 ? await answerFacts(executor, incidentId, view) : null;
  return { ...suggestPrivacy({ items, answer }), computedAt: kept?.computedAt ?? null } as PrivacySuggestionView;
}

async function answerFacts(
  executor: Executor,
  incidentId: number,
  view: ExposureView,
): Promise<PrivacyFacts["answer"]> {
  const { summary } = await recipientsIn(executor, incidentId);
  const open = await executor
    .select({ audience: exposureWindows.audienceKind })
    .from(exposureWindows)
    .where(
      and(
        eq(exposureWindows.incidentId, incidentId),
        isNull(exposureWindows.supersededAt),
        eq(exposureWindows.withdrawn, 0),
      ),
    );
  const verbs = (verb: "write" | "delete") =>
    view.assets.some((asset) =>
      asset.principals.some(({ classes }) =>
        [classes.uncleared, classes.unresolved].some((one) => (one?.byVerb[verb] ?? 0) > 0),
      ),
    );
  return {
    accessed: view.summary.accessed,
    identified: summary.identified,
    unresolved: summary.unresolved,
    possible: summary.total - summary.identified - summary.unresolved,
    hasGaps: view.assets.some((asset) => asset.coverageGaps.length > 0),
    isPublic: open.some(({ audience }) => audience === "public"),
    changed: verbs("write"),
    deleted: verbs("delete"),
  };
}
