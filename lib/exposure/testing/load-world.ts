import { isIP } from "node:net";
import { ownerSql } from "@/db/client";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { microsToInstant } from "@/lib/time/instant";
import type { EventFact, ExposureFacts } from "../model";

type Rows = Record<string, unknown>[];

const maybe = (micros: number | null) => (micros === null ? null : microsToInstant(micros));
const recorded = (fact: { recordedAt: number; supersededAt: number | null }) => ({
  recorded_at: maybe(fact.recordedAt),
  superseded_at: maybe(fact.supersededAt),
  recorded_by: "test",
});
/** A uuid that says nothing but a number. */
const uuid = (n: number) => `00000000-0000-4000-c000-${String(n).padStart(12, "0")}`;

const EVIDENCE =
  "evidence_events, evidence_touches, evidence_terms, evidence_coverage, evidence_sources, live_deliveries";
const FACTS = `exposure_windows, access_explanations, clearances, group_memberships, principal_aliases, principal_merges,
  principal_versions, principals, assets`;
const DERIVED = "exposure_answers, exposure_failures, exposure_sums";

/**
 * Writes the world's facts and events as verbs and the importer would have left them, in the place of the former.
 * `keepDerived`: what was derived from the former stays, as if time had gone on between the two.
 */
export async function loadWorld(
  incidentId: number,
  facts: ExposureFacts,
  events: readonly EventFact[],
  { keepDerived = false } = {},
): Promise<void> {
  const tables = { ...factTables(incidentId, facts), ...eventTables(incidentId, facts, events) };
  await ownerSql().begin(async (sql) => {
    await sql.unsafe(`truncate ${EVIDENCE}, ${FACTS} ${keepDerived ? "" : `, ${DERIVED}`} restart identity cascade`);
    for (const [table, rows] of Object.entries(tables)) {
      const [first] = rows;
      if (!first) continue;
      const columns = sql(Object.keys(first));
      await sql`insert into ${sql(table)} (${columns}) overriding system value
        select ${columns} from json_populate_recordset(null::${sql(table)}, ${JSON.stringify(rows)}::text::json)`;
    }
  });
}

function factTables(incidentId: number, facts: ExposureFacts): Record<string, Rows> {
  const small = new Map(facts.principals.map(({ id }, i) => [id, i + 1]));
  const principal = (id: string | null) => (id === null ? null : small.get(id));
  const span = (fact: { from: number | null; until: number | null }) => ({
    from_at: maybe(fact.from),
    until_at: maybe(fact.until),
  });
  return {
    principals: facts.principals.map(({ id, versions, recordedAt }) => {
      const { name, kind, recordedAt: since } = versions.at(-1) ?? { name: id, kind: "unknown", recordedAt };
      return {
        id: small.get(id),
        public_id: id,
        name,
        kind,
        recorded_at: maybe(recordedAt),
        recorded_by: "test",
        changed_at: versions.length > 1 ? maybe(since) : null,
      };
    }),
    principal_versions: facts.principals
      .flatMap(({ id, versions }) => versions.slice(0, -1).map((one) => ({ id, ...one })))
      .map(({ id, name, kind, recordedAt, supersededAt }, i) => ({
        id: i + 1,
        principal_id: small.get(id),
        name,
        kind,
        recorded_at: maybe(recordedAt),
        superseded_at: maybe(supersededAt),
      })),
    principal_merges: facts.merges.map((one, i) => ({
      id: uuid(i),
      merged_id: small.get(one.mergedId),
      survivor_id: small.get(one.survivorId),
      ...recorded(one),
    })),
    principal_aliases: facts.aliases.map((one, i) => ({
      id: i + 1,
      principal_id: principal(one.principalId),
      system: one.system,
      value: one.value,
      ...recorded(one),
    })),
    group_memberships: facts.memberships.map((one, i) => ({
      id: i + 1,
      group_name: one.group,
      principal_id: principal(one.principalId),
      ...span(one),
      ...recorded(one),
    })),
    assets: facts.assets.map((one, i) => ({ version_id: uuid(i), ...one, ...recorded(one) })).map(withoutInstants),
    clearances: facts.clearances.map((one, i) => ({
      id: uuid(i),
      principal_id: principal(one.principalId),
      group_name: one.group,
      asset_id: one.assetId,
      classification: one.classification,
      standing: one.standing,
      ...span(one),
      ...recorded(one),
    })),
    exposure_windows: facts.windows.map((one, i) => ({
      version_id: uuid(i),
      id: one.id,
      incident_id: incidentId,
      asset_id: one.assetId,
      audience_kind: one.audience.kind,
      audience_principals: one.audience.kind === "listed" ? one.audience.principals.map(principal) : null,
      audience_group: one.audience.group,
      opened_at: maybe(one.openedEarliest),
      opened_at_earliest: maybe(one.openedEarliest),
      opened_at_latest: maybe(one.openedLatest),
      closed_at: maybe(one.closedLatest),
      closed_at_earliest: maybe(one.closedEarliest),
      closed_at_latest: maybe(one.closedLatest),
      opened_evidence: [],
      closed_evidence: [],
      withdrawn: one.withdrawn ? 1 : 0,
      ...recorded(one),
    })),
    access_explanations: facts.explanations.map((one, i) => ({
      id: uuid(i),
      incident_id: incidentId,
      asset_id: one.assetId,
      principal_id: principal(one.principalId),
      actor: one.actor,
      reason: "on call",
      ...span(one),
      ...recorded(one),
    })),
  };
}

function withoutInstants({ recordedAt: _, supersededAt: __, ...row }: Record<string, unknown>) {
  return row;
}

/** Sources keep their numbers and events their places however many of them there are. One partition; the same resource may stand in the dictionary under two types. */
function eventTables(incidentId: number, facts: ExposureFacts, events: readonly EventFact[]): Record<string, Rows> {
  const sourceNo = new Map(facts.sources.map(({ id }) => [id, Number(id.slice(-12))]));
  const words = new Map<string, Rows[number]>();
  const term = (kind: string, value: string | null, system: string | null, type: string | null = null) => {
    if (value === null) return null;
    const key = JSON.stringify([kind, value, system, type]);
    const id = Number(words.get(key)?.id ?? words.size + 1);
    words.set(key, { incident_id: incidentId, id, kind, value, type, system, hash: uuid(id) });
    return id;
  };
  const before = new Map<string, number>();
  const rows = events.map((event, i) => {
    const place = before.get(event.sourceId) ?? 0;
    before.set(event.sourceId, place + 1);
    const ip = event.sourceIp !== null && isIP(event.sourceIp) ? event.sourceIp : null;
    const touch = {
      incident_id: incidentId,
      part: 0,
      occurred_at: maybe(event.occurredAt),
      occurred_until: maybe(event.occurredUntil),
      source_no: sourceNo.get(event.sourceId),
      record: place,
      actor_id: term("actor", event.actor, event.system),
      behalf_id: term("actor", event.onBehalfOf, event.system),
      sub: 0,
      verb: VERBS.indexOf(event.verb),
      outcome: OUTCOMES.indexOf(event.outcome),
      actor_kind: ACTOR_KINDS.indexOf(event.actorKind),
    };
    const resources = event.resources.map((one, k) => term("resource", one, event.system, k % 2 ? "object" : null));
    const { records, bytes } = event;
    const rest = {
      start_offset: place * 100,
      length: 100,
      records,
      bytes,
      ip,
      action_id: term("action", event.verb, null),
      ip_raw_id: ip === null ? term("ip", event.sourceIp, null) : null,
      identity: uuid(i),
      resource_ids: resources.length === 0 ? null : [...new Set(resources)],
    };
    return { touch, event: { ...touch, ...rest } };
  });
  const live = new Set(facts.sources.flatMap((one) => (one.live ? [one.id] : [])));
  const coverage = facts.sources.flatMap((source) =>
    source.coverage.map((part) => ({ ...part, no: sourceNo.get(source.id) })),
  );
  return {
    evidence_sources: facts.sources.map((one) => ({
      ...NEW_SOURCE,
      id: one.id,
      no: sourceNo.get(one.id),
      incident_id: incidentId,
      system: one.system,
      live: one.live,
      events: events.filter(({ sourceId }) => sourceId === one.id).length,
      received_at: maybe(one.readyAt),
      ready_at: one.live ? null : maybe(one.readyAt),
    })),
    live_deliveries: events
      .filter((event) => live.has(event.sourceId))
      .map((event, i) => ({
        id: i + 1,
        incident_id: incidentId,
        source_no: sourceNo.get(event.sourceId),
        received_at: maybe(event.takenAt),
        taken_at: maybe(event.takenAt),
        content_type: "application/json",
        sha256: "",
        length: 100,
        text_length: 100,
      })),
    evidence_coverage: coverage.map((part, i) => ({
      incident_id: incidentId,
      source_no: part.no,
      id: i + 1,
      system: part.system,
      from_at: maybe(part.from),
      until_at: maybe(part.until),
      basis: "stated",
      hole: part.hole ? 1 : 0,
      recorded_at: maybe(part.recordedAt),
      superseded_at: maybe(part.supersededAt),
    })),
    evidence_terms: [...words.values()],
    evidence_events: rows.map((row) => row.event),
    evidence_touches: rows.flatMap(({ touch, event }) =>
      (event.resource_ids ?? []).map((resource_id) => ({ ...touch, resource_id })),
    ),
  };
}

const NEW_SOURCE = {
  filename: "log",
  status: "ready",
  system_stated: true,
  format_reasons: [],
  options: {},
  needs: [],
  skipped_kinds: {},
  notes: [],
  part: 0,
  brought_by: "test",
  ...Object.fromEntries(
    ["bytes", "bytes_read", "records", "duplicates", "skipped", "rejects"].map((column) => [column, 0]),
  ),
};
