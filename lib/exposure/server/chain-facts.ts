import type { IncidentEventKind } from "@/lib/record/model";
import { sentenceOf } from "@/lib/record/sentences";
import type { Instant } from "@/lib/time/instant";
import type { ChainItem, ChainKind } from "../chain";
import { type AnalysisQuestion, known, type Sql } from "./analysis-tables";

const MOST = 1000;

/** Entries in which people wrote what an AI system or a person did, and decisions about what an agent may do. */
const ENTRIES: Partial<Record<IncidentEventKind, ChainKind>> = {
  ai_action: "entry",
  human_action: "entry",
  approval_asked: "entry",
  approval_decided: "approval",
  approval_expired: "refusal",
  stop_delivered: "entry",
  stop_not_delivered: "entry",
};

const NOTHING = {
  event: null,
  actor: null,
  principal: null,
  actorKind: "unknown",
  onBehalfOf: null,
  action: null,
  verb: null,
  outcome: null,
  resources: [],
  class: null,
  tie: null,
  session: null,
  approval: null,
} as const satisfies Partial<ChainItem>;

/** What people recorded that belongs into the chain, in time: windows as they open and close, and entries of the timeline. */
export async function chainFacts(sql: Sql, question: AnalysisQuestion): Promise<ChainItem[]> {
  return [...(await windowItems(sql, question)), ...(await entryItems(sql, question))];
}

interface WindowRow {
  id: string;
  assets: string[];
  audience: string;
  openedAt: Instant;
  closedAt: Instant | null;
  recordedBy: string;
}

/** Windows that open for the same audience at the same instant are one step. */
async function windowItems(sql: Sql, { incidentId, knownAt }: AnalysisQuestion): Promise<ChainItem[]> {
  const rows = await sql<WindowRow[]>`
    select (array_agg(w.id order by w.id))[1] as id, array_agg(distinct coalesce(a.name, w.asset_id::text)) as assets,
      case w.audience_kind when 'group' then w.audience_group when 'public' then 'the public'
        when 'organisation' then 'everyone inside' else cardinality(w.audience_principals) || ' named' end as audience,
      w.opened_at as "openedAt", w.closed_at as "closedAt", min(w.recorded_by) as "recordedBy"
    from exposure_windows w left join x_assets a on a.id = w.asset_id
    where w.incident_id = ${incidentId} and w.withdrawn = 0 and ${known(sql, "w", knownAt ?? "infinity")}
    group by 3, w.opened_at, w.closed_at order by w.opened_at limit ${MOST}`;
  return rows.flatMap((row, i): ChainItem[] => {
    const same = { ...NOTHING, resources: [], assets: row.assets, recordedBy: row.recordedBy };
    const source = { kind: "window" as const, id: row.id };
    const opened: ChainItem = {
      ...same,
      source,
      kind: "window_opened",
      place: [row.openedAt, 0, 0, i, 0],
      label: `Open to ${row.audience}`,
    };
    if (row.closedAt === null) return [opened];
    const label = `Closed to ${row.audience}`;
    return [opened, { ...same, source, kind: "window_closed", place: [row.closedAt, 0, 0, i, 1], label }];
  });
}

interface EntryRow {
  seq: number;
  kind: IncidentEventKind;
  at: Instant;
  author: string;
  data: Record<string, unknown>;
}

/** Each entry as it reads now, or then: its last correction says when it was and what it was. */
async function entryItems(sql: Sql, { incidentId, knownAt }: AnalysisQuestion): Promise<ChainItem[]> {
  const at = knownAt ?? "infinity";
  const rows = await sql<EntryRow[]>`
    select e.seq, coalesce(h.data ->> 'kind', e.kind) as kind, coalesce(h.occurred_at, e.occurred_at) as at,
      e.author_name as author, coalesce(h.data, e.data) as data
    from incident_events e
    left join lateral (
      select c.occurred_at, c.data from incident_events c
      where c.incident_id = e.incident_id and c.corrects = e.seq and c.recorded_at <= ${at}::timestamptz
      order by c.seq desc limit 1
    ) h on true
    where e.incident_id = ${incidentId} and e.corrects is null and e.recorded_at <= ${at}::timestamptz
      and coalesce(h.data ->> 'kind', e.kind) = any(${Object.keys(ENTRIES)}::text[])
      and coalesce(h.occurred_at, e.occurred_at) is not null
    order by 3 limit ${MOST}`;
  return rows.map((row) => ({
    ...NOTHING,
    resources: [],
    assets: [],
    kind: ENTRIES[row.kind] ?? "entry",
    actorKind: row.kind === "ai_action" ? "agent" : row.kind === "human_action" ? "human" : "unknown",
    place: [row.at, 0, 1, row.seq, 0],
    label: sentenceOf(row),
    recordedBy: row.author,
    source: { kind: "entry", id: String(row.seq) },
  }));
}
