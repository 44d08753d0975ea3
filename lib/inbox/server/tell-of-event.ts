import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidents } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import type { IncidentRole } from "@/lib/incidents/model";
import type { IncidentEventKind, RecordEntry } from "@/lib/record/model";
import type { NoticeKind } from "../model";
import { tell } from "./tell";
import { commanders, holdersOf } from "./who";

interface News {
  kind: NoticeKind;
  data: Record<string, unknown>;
  /** One user, or whoever holds one of these roles. */
  to: string | readonly IncidentRole[];
  /** Where nobody but who caused it holds such a role, everybody who may command is told. */
  somebodyMust?: boolean;
}

type Data = Record<string, unknown>;
const LEAD = ["commander", "deputy"] as const;

/** Which entries of the record somebody is told of, and who; null where this one is about nobody. */
const NEWS: { [Kind in IncidentEventKind]?: (d: Data, entry: RecordEntry) => News | null } = {
  role_taken: (d, { author }) =>
    typeof d.userId === "string" ? { kind: "role_given", data: { role: d.role, by: author.name }, to: d.userId } : null,
  handover_begun: (d, { author }) => handedOver(d, author.name),
  task_added: (d, entry) => given(d.ownerId, d, entry),
  task_changed: (d, entry) => given(ownerIn(d.changes), d, entry),
  task_done: (d) => ({ kind: "task_to_verify", data: { no: d.no, title: d.title }, to: LEAD }),
  containment_requested: (d, { author }) =>
    Number(d.approvalsNeeded) > 0
      ? {
          kind: "approval_waits",

          data: { by: author.name, what: `A-${String(d.no)} “${String(d.title)}”`, action: d.id },
          to: LEAD,
          somebodyMust: true,
        }
      : null,
  alert_received: (d) =>
    typeof d.afterEnd === "string"
      ? { kind: "alert_after_end", data: { title: d.title, phase: d.afterEnd }, to: LEAD, somebodyMust: true }
      : null,
  postmortem_review_requested: (_, { author }) => ({
    kind: "review_asked",
    data: { by: author.name },
    to: LEAD,
    somebodyMust: true,
  }),
  claim_judged: (d) => contradicted(d),
  claim_decided: (d) => contradicted(d),
};

/**
 * Tells those whom an entry of the record concerns, in the transaction that writes it. An entry concerns somebody once:
 * its number is what the notice is about.
 */
export async function tellOfEvent(tx: Transaction, ctx: Ctx, entry: RecordEntry): Promise<void> {
  const news = NEWS[entry.kind]?.(entry.data, entry);
  if (!news) return;
  const [incident] = await tx.select().from(incidents).where(eq(incidents.id, entry.incidentId));
  if (!incident) return;
  const { to, somebodyMust, ...rest } = news;
  const about = `${entry.incidentId}:${entry.seq}`;
  const first = typeof to === "string" ? [to] : await holdersOf(tx, incident.id, to);
  const told = await tell(tx, ctx, { ...rest, about, incident, to: first });
  if (told.length === 0 && somebodyMust) await tell(tx, ctx, { ...rest, about, incident, to: await commanders(tx) });
}

interface Asked {
  id: string;
  action: string;
  incidentId: number | null;
  /** The AI system's name. */
  by: string;
}

/** An AI system asks for permission, in an incident or outside any: whoever commands may answer. */
export async function tellOfApproval(tx: Transaction, ctx: Ctx, { id, action, incidentId, by }: Asked): Promise<void> {
  const [incident = null] =
    incidentId === null ? [] : await tx.select().from(incidents).where(eq(incidents.id, incidentId));
  const what = action.length > 120 ? `${action.slice(0, 119)}…` : action;
  await tell(tx, ctx, { kind: "approval_waits", about: id, data: { by, what }, incident, to: await commanders(tx) });
}

function given(owner: unknown, d: Data, { author }: RecordEntry): News | null {
  if (typeof owner !== "string") return null;
  return { kind: "task_given", data: { no: d.no, title: d.title, by: author.name }, to: owner };
}

/** An offer waits for whom it is made to, a request for who holds the role; a take-over waits for nobody. */
function handedOver(d: Data, by: string): News | null {
  const data = { role: d.role, by, what: d.what };
  if (d.what === "offer" && typeof d.userId === "string") return { kind: "handover_waits", data, to: d.userId };
  if (d.what === "request") return { kind: "handover_waits", data, to: [d.role as IncidentRole] };
  return null;
}

function ownerIn(changes: unknown): unknown {
  const change = (changes as { ownerId?: { to?: unknown } } | undefined)?.ownerId;
  return change?.to;
}

function contradicted(d: Data): News | null {
  if (d.to !== "contradicted" || d.from === "contradicted") return null;
  const words = String(d.words);
  const data = { ref: d.ref, words: words.length > 120 ? `${words.slice(0, 119)}…` : words };
  return { kind: "claim_contradicted", data, to: [...LEAD, "communications"] };
}
