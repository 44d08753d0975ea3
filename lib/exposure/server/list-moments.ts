import { db, rawSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { Instant } from "@/lib/time/instant";
import type { MomentList, MomentView } from "../moments-views";

/** The newest of them; older ones can still be typed. */
const MOST = 100;

/** What the record holds that changes an answer, or that says something of it; by kind of event. */
const KINDS: Record<string, { kind: MomentView["kind"]; one: string; many: string }> = {
  exposure_window_opened: { kind: "window", one: "window recorded", many: "windows recorded" },
  exposure_window_changed: { kind: "window", one: "window corrected", many: "windows corrected" },
  exposure_window_closed: { kind: "window", one: "window closed", many: "windows closed" },
  exposure_window_withdrawn: { kind: "window", one: "window withdrawn", many: "windows withdrawn" },
  evidence_ready: { kind: "evidence", one: "source of evidence read", many: "sources of evidence read" },
  evidence_coverage_stated: { kind: "evidence", one: "coverage stated", many: "coverages stated" },
  access_explained: { kind: "explanation", one: "explanation agreed to", many: "explanations agreed to" },
  access_explanation_withdrawn: { kind: "explanation", one: "explanation withdrawn", many: "explanations withdrawn" },
  claim_recorded: { kind: "claim", one: "claim recorded", many: "claims recorded" },
  update_sent: { kind: "update", one: "update sent", many: "updates sent" },
  postmortem_published: { kind: "postmortem", one: "postmortem published", many: "postmortems published" },
};

/**
 * Instants worth asking "as known then" about: when facts that the answer rests on were recorded, when claims were made,
 * and when something was sent out; newest first. What happened in one minute stands together, at its end.
 */
export async function listMoments(ctx: Ctx, ref: string): Promise<MomentList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [recorded, people, claims] = await Promise.all([
    recordedMoments(incident.id),
    peopleMoments(incident.id),
    claimMoments(incident.id),
  ]);
  const data = [...recorded, ...people, ...claims].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST);
  return { data, nextCursor: null };
}

async function recordedMoments(incidentId: number): Promise<MomentView[]> {
  const rows = await rawSql()<{ kind: string; at: Instant; n: number }[]>`
    select kind, max(recorded_at) as at, count(*)::int as n from incident_events
    where incident_id = ${incidentId} and kind = any(${Object.keys(KINDS)}::text[])
    group by kind, date_trunc('minute', recorded_at) order by 2 desc limit ${MOST}`;
  return rows.flatMap(({ kind, at, n }) => {
    const words = KINDS[kind];
    return words ? [{ at, kind: words.kind, label: n === 1 ? words.one : `${n} ${words.many}` }] : [];
  });
}

/**
 * People, aliases, groups and clearances belong to no incident: those of its time, a week before it was declared on. What
 * another incident holds as void belongs to that one.
 */
async function peopleMoments(incidentId: number): Promise<MomentView[]> {
  const rows = await rawSql()<{ at: Instant; what: string }[]>`
    with since as (
      select min(recorded_at) - interval '7 days' as at from incident_events where incident_id = ${incidentId}
    ), cleared as (
      select recorded_at, superseded_at from clearances where window_id is null
        or window_id in (select id from exposure_windows where incident_id = ${incidentId})
    ), facts as (
      select recorded_at as at, 'clearances' as what from cleared
      union all select superseded_at, 'clearances' from cleared where superseded_at is not null
      union all select recorded_at, 'groups' from group_memberships
      union all select recorded_at, 'aliases' from principal_aliases
      union all select recorded_at, 'people' from principals
    )
    select max(facts.at) as at, string_agg(distinct what, ', ' order by what) as what
    from facts, since where facts.at >= since.at
    group by date_trunc('minute', facts.at) order by 1 desc limit ${MOST}`;
  return rows.map(({ at, what }) => ({ at, kind: "people", label: `${what} changed` }));
}

async function claimMoments(incidentId: number): Promise<MomentView[]> {
  const rows = await rawSql()<{ at: Instant; speaker: string; words: string }[]>`
    select said_at as at, speaker, left(words, 80) as words from claims
    where incident_id = ${incidentId} and superseded_at is null and withdrawn = 0 and said_at is not null
    order by said_at desc limit ${MOST}`;
  return rows.map(({ at, speaker, words }) => ({ at, kind: "claim", label: `${speaker}: “${words}”` }));
}
