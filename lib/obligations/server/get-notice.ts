import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { incidentRoles, users } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { listIncidentAiSystems } from "@/lib/agents/server/incident-ai-systems";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { listActions } from "@/lib/containment/server/list-actions";
import { collectNotification } from "@/lib/data/server/export-data";
import { incidentRef } from "@/lib/incidents/model";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { noticeLines, noticeMarkdown } from "../notice";
import type { NoticeView } from "../notice-view";
import { ruleOf } from "../rules";
import { obligationsOf } from "./list-obligations";
import { titleOf } from "./obligation-rows";

/** The notice that a rule asks for, prefilled from the record as it stands. */
export async function getNotice(ctx: Ctx, ref: string, ruleId: string): Promise<NoticeView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const rule = ruleOf(ruleId);
  if (!rule) throw new AppError("not_found", "There is no such rule.");
  const facts = await collectNotification(ctx, ref);
  const [{ data: containment }, { data: tasks }, { data: aiSystems }, roles, { data: obligations }] = await Promise.all(
    [
      listActions(ctx, ref),
      listTasks(ctx, ref, {}),
      listIncidentAiSystems(ctx, ref),
      rolesOf(incident.id),
      obligationsOf(db(), incident.id, ctx.now()),
    ],
  );
  const notice = {
    rule: rule.id,
    title: titleOf(rule),
    incident: incidentRef(incident.id),
    recipient: rule.recipient,
    dueAt: obligations.find((one) => one.rule === rule.id)?.dueAt ?? null,
    asOf: ctx.now(),
    lines: noticeLines(rule.content, { facts, containment, tasks, aiSystems, roles }),
  };
  return { ...notice, markdown: noticeMarkdown(notice) };
}

function rolesOf(incidentId: number) {
  return db()
    .select({ role: incidentRoles.role, name: users.name })
    .from(incidentRoles)
    .innerJoin(users, eq(users.id, incidentRoles.userId))
    .where(and(eq(incidentRoles.incidentId, incidentId), isNull(incidentRoles.until)));
}
