import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { exposureAnswers, recipientStatements } from "@/db/schema";
import { maskTokens } from "@/lib/evidence/masking";
import type { ExposureView } from "@/lib/exposure/views";
import { type ReadAsset, recipientKey, recipientsOf, type Stated, summaryOf } from "../recipients";
import type { RecipientSummary, RecipientView } from "../views";
import { shownActor } from "./recipient-actors";

/** A merged principal's statements are its survivor's. */
const publicId = sql<string | null>`(
  select public_id::text from principals where id = principal_survivor(${recipientStatements.principalId}, 'infinity'))`;

export async function statementRows(executor: Executor, incidentId: number, where: SQL | undefined) {
  return executor
    .select({ row: recipientStatements, principal: publicId })
    .from(recipientStatements)
    .where(and(eq(recipientStatements.incidentId, incidentId), where))
    .orderBy(asc(recipientStatements.recordedAt));
}

/** The recipients by the kept answer, with what people stated; for verbs that have checked who asks. */
export async function recipientsIn(
  executor: Executor,
  incidentId: number,
  asset?: string,
): Promise<{ recipients: (RecipientView & { key: string })[]; summary: RecipientSummary; computedAt: string | null }> {
  const [kept] = await executor.select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incidentId));
  const answered = (kept?.answer as ExposureView | undefined)?.assets ?? [];
  const assets: ReadAsset[] = answered.filter((one) => asset === undefined || one.asset === asset);
  const stated = new Map<string, Stated>();
  const rows = await statementRows(executor, incidentId, isNull(recipientStatements.supersededAt));
  // The later of two about principals that were merged holds.
  for (const { row, principal } of rows) {
    const key = recipientKey({ principal, actor: row.actor });
    const { question, answer, reason, evidence, recordedBy: by, recordedAt: at } = row;
    stated.set(key, { ...stated.get(key), [question]: { answer, reason, evidence, by, at } });
  }
  const recipients = recipientsOf(assets, (key) => stated.get(key) ?? {}).map(shown);
  return { recipients, summary: summaryOf(assets, recipients), computedAt: kept?.computedAt ?? null };
}

/** A key that was logged as a name is for those who may see raw evidence: as in the explorer, it is masked for everybody. */
function shown(recipient: RecipientView & { key: string }): RecipientView & { key: string } {
  const { principal, name } = recipient;
  if (principal !== null || name === null) return recipient;
  const actor = shownActor(name);
  return { ...recipient, name: maskTokens(name), actor, key: recipientKey({ actor }) };
}
