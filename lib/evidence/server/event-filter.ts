import type { PendingQuery, Row } from "postgres";
import type { RawSql } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import type { ListEventsQuery } from "../inputs";
import { maskTokens } from "../masking";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "../model";
import type { TermKind } from "./dictionary";

/** Conditions as SQL text with the values beside it; `e` is the table of events, `t` that of touches. */
export interface Conditions {
  /** Columns that both tables have. */
  shared: string[];
  /** Columns of events only. */
  events: string[];
  values: unknown[];
  resourceIds: number[] | null;
  /** Some name is in no log of the incident: nothing can match. */
  impossible: boolean;
}

/** Words that match a search are looked up first; more than this many and the search is too wide to be one. */
const MOST_WORDS = 20_000;

/** Whose words are looked up. Who may not see raw evidence finds none of which a part is masked: guessing would tell it. */
interface Reader {
  incidentId: number;
  raw: boolean;
}

/**
 * Turns filters into conditions on small ids, so that strings are compared once per word and not once per event.
 * Refuses what matches more words than are looked up, since a part of them would give a wrong answer. A large
 * dictionary takes its time too, so `sql` is a transaction that ends.
 */
export async function eventConditions(sql: RawSql, reader: Reader, query: ListEventsQuery): Promise<Conditions> {
  const { incidentId } = reader;
  const found: Conditions = { shared: [], events: [], values: [], resourceIds: null, impossible: false };
  const value = (given: unknown) => `$${found.values.push(given)}`;
  const anyOf = (column: string, ids: number[]) => {
    if (ids.length === 0) found.impossible = true;
    return `${column} = any(${value(ids)}::int[])`;
  };
  found.shared.push(`~.incident_id = ${value(incidentId)}`);
  found.shared.push(`~.part = any(${value(await partsOf(sql, incidentId))}::int[])`);
  if (query.evidence) {
    const [source] = await sql<{ no: number }[]>`
      select no from evidence_sources where incident_id = ${incidentId} and id = ${query.evidence}`;
    found.shared.push(anyOf("~.source_no", source ? [source.no] : []));
  }
  if (query.system) {
    const sources = await sql<{ no: number }[]>`
      select no from evidence_sources where incident_id = ${incidentId} and system = ${query.system}`;
    found.shared.push(
      anyOf(
        "~.source_no",
        sources.map(({ no }) => no),
      ),
    );
  }
  if (query.from) found.shared.push(`~.occurred_at >= ${value(query.from)}::timestamptz`);
  if (query.until) found.shared.push(`~.occurred_at < ${value(query.until)}::timestamptz`);
  if (query.verb) found.shared.push(`~.verb = ${value(VERBS.indexOf(query.verb))}::smallint`);
  if (query.actorKind) found.shared.push(`~.actor_kind = ${value(ACTOR_KINDS.indexOf(query.actorKind))}::smallint`);
  if (query.outcome) found.shared.push(`~.outcome = ${value(OUTCOMES.indexOf(query.outcome))}::smallint`);
  if (query.actor) {
    // An identity's word carries the label beside it, so ids of identities find what is labelled so by their index.
    const actors = await wordIds(sql, reader, "actor", query.actor, { named: true });
    const labels = await wordIds(sql, reader, "label", query.actor);
    if (labels.length === 0) found.shared.push(anyOf("~.actor_id", actors));
    else {
      // Where the log gives a label and no identity.
      const alone = `~.actor_id is null and ~.label_id = any(${value(labels)}::int[])`;
      found.events.push(`(~.actor_id = any(${value(actors)}::int[]) or ${alone})`);
    }
  }
  if (query.action) found.events.push(anyOf("~.action_id", await wordIds(sql, reader, "action", query.action)));
  if (query.resource) {
    found.resourceIds = await resourceIds(sql, reader, query.resource);
    if (found.resourceIds.length === 0) found.impossible = true;
  }
  if (query.q) found.events.push(await searchCondition(sql, reader, query.q, value));
  return found;
}

async function partsOf(sql: RawSql, incidentId: number): Promise<number[]> {
  const rows = await sql<{ part: number }[]>`
    select distinct part from evidence_sources where incident_id = ${incidentId} and status = 'ready'`;
  return rows.map((row) => row.part);
}

/** Ids of the words that a filter names: whole and with case, `*` for any run of characters. `named`: by name too. */
async function wordIds(sql: RawSql, reader: Reader, kind: TermKind, text: string, { named = false } = {}) {
  const fits = (column: string) =>
    text.includes("*") ? sql`${sql(column)} like ${likePattern(text)}` : sql`${sql(column)} = ${text}`;
  return idsWhere(sql, reader, kind, text, named ? sql`(${fits("value")} or ${fits("name")})` : fits("value"));
}

/** Whoever knows a part of a resource's name finds it, in any case, unless one is called so as a whole. */
async function resourceIds(sql: RawSql, reader: Reader, text: string): Promise<number[]> {
  const whole = await wordIds(sql, reader, "resource", text);
  if (whole.length > 0 || text.includes("*")) return whole;
  const pattern = `%${escapeLike(text)}%`;
  return idsWhere(sql, reader, "resource", text, sql`(value ilike ${pattern} or name ilike ${pattern})`);
}

type Fragment = PendingQuery<Row[]>;

async function idsWhere(sql: RawSql, reader: Reader, kind: TermKind, text: string, match: Fragment): Promise<number[]> {
  const rows = await sql<Word[]>`
    select id, kind, value, name from evidence_terms
    where incident_id = ${reader.incidentId} and kind = ${kind} and ${match} limit ${MOST_WORDS + 1}`;
  return wordsFor(reader, rows, text).map((row) => row.id);
}

interface Word {
  id: number;
  kind: TermKind;
  value: string;
  name: string | null;
}

function wordsFor({ raw }: Reader, rows: readonly Word[], text: string): readonly Word[] {
  if (rows.length > MOST_WORDS)
    throw new AppError(
      "invalid",
      `“${text.slice(0, 100)}” matches more than ${MOST_WORDS.toLocaleString("en-US")} names in these logs. Narrow it: write more of the name, or pick one from the list.`,
    );
  return raw ? rows : rows.filter(({ value, name }) => isPlain(value) && (name === null || isPlain(name)));
}

function isPlain(word: string): boolean {
  return maskTokens(word) === word;
}

function likePattern(text: string): string {
  return escapeLike(text).replaceAll("*", "%");
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (char) => `\\${char}`);
}

/** Whatever word of an event holds the text, in any case; ids of events and traces as a whole. */
async function searchCondition(
  sql: RawSql,
  reader: Reader,
  text: string,
  value: (given: unknown) => string,
): Promise<string> {
  const pattern = `%${escapeLike(text)}%`;
  const found = await sql<Word[]>`
    select id, kind, value, name from evidence_terms
    where incident_id = ${reader.incidentId} and (value ilike ${pattern} or name ilike ${pattern})
    limit ${MOST_WORDS + 1}`;
  const rows = wordsFor(reader, found, text);
  const ids = (...kinds: TermKind[]) => rows.filter((row) => kinds.includes(row.kind)).map((row) => row.id);
  const whole = reader.raw || isPlain(text);
  const tests = whole ? [`~.event_id = ${value(text)}`, `~.trace = ${value(text)}`] : ["false"];
  const add = (list: number[], test: (ids: string) => string) => {
    if (list.length > 0) tests.push(test(`${value(list)}::int[]`));
  };
  add(ids("actor"), (list) => `~.actor_id = any(${list}) or ~.behalf_id = any(${list})`);
  add(ids("label"), (list) => `~.label_id = any(${list})`);
  add(ids("action"), (list) => `~.action_id = any(${list})`);
  add(ids("session"), (list) => `~.session_id = any(${list})`);
  add(ids("ip"), (list) => `~.ip_raw_id = any(${list})`);
  add(ids("resource"), (list) => `~.resource_ids && ${list}`);
  return `(${tests.join(" or ")})`;
}
