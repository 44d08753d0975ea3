import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { recipientStatements } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { ListRecipientsQuery, RecipientQuery } from "../inputs";
import type { RecipientPage, StatementList } from "../views";
import { actorsMeant } from "./recipient-actors";
import { recipientsIn, statementRows } from "./recipient-rows";
import { refreshVerdicts } from "./refresh-verdicts";

/** Who without clearance got at the data, computed from the answer, with what people stated about each. */
export async function listRecipients(ctx: Ctx, ref: string, query: ListRecipientsQuery): Promise<RecipientPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  await refreshVerdicts(ctx, ref);
  const { recipients, summary, computedAt } = await recipientsIn(db(), incident.id, query.asset);
  const after = decodeCursor(query.cursor, 1);
  const from = after === null ? 0 : recipients.findIndex(({ key }) => key === after[0]) + 1;
  const page = recipients.slice(from, from + query.limit);
  const last = page.at(-1);
  const more = last !== undefined && from + page.length < recipients.length;
  return {
    data: page.map(({ key: _, ...view }) => view),
    nextCursor: more ? encodeCursor([last.key]) : null,
    summary,
    computedAt,
  };
}

const MOST = 1000;

/** Everything that was stated about one recipient. */
export async function listStatements(ctx: Ctx, ref: string, query: RecipientQuery): Promise<StatementList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const given = query.actor ?? "";
  const actor = (await actorsMeant(db(), incident.id, [given])).get(given) ?? given;
  const who =
    query.principal === undefined
      ? eq(recipientStatements.actor, actor)
      : sql`principal_survivor(${recipientStatements.principalId}, 'infinity')
          = (select principal_survivor(id, 'infinity') from principals where public_id = ${query.principal})`;
  const rows = await statementRows(db(), incident.id, who);
  return {
    data: rows.slice(-MOST).map(({ row }) => ({
      question: row.question,
      answer: row.answer,
      reason: row.reason,
      evidence: row.evidence,
      by: row.recordedBy,
      at: row.recordedAt,
      supersededAt: row.supersededAt,
    })),
    nextCursor: null,
  };
}
