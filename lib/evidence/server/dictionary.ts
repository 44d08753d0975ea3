import { hash } from "node:crypto";
import type { RawSql } from "@/db/client";
import type { Resource } from "../model";

export type TermKind = "actor" | "resource" | "action" | "session" | "ip" | "label";

/** A word of the incident's dictionary; its id is there once the batch it came in is resolved. */
export interface Term {
  id: number;
  kind: TermKind;
  value: string;
  type: string | null;
  name: string | null;
}

/** The id of a word that PostgreSQL has no place for. */
export const UNSTORABLE = -1;

/** Words kept at hand; beyond this the cache begins anew, so that memory stays bounded. */
const CACHE_LIMIT = 200_000;
/** Longer words are kept to this length and told apart by their hash. */
const WORD_LIMIT = 8192;

/** Gives the strings of one source their small ids. A string that cannot be stored gets the id UNSTORABLE. */
export class Dictionary {
  private caches = new Map<string, Map<string, Term>>();
  private size = 0;
  private unresolved: Term[] = [];

  constructor(
    private readonly sql: RawSql,
    private readonly incidentId: number,
    private readonly system: string,
  ) {}

  term(kind: TermKind, value: string): Term {
    return (
      this.cache(kind).get(value) ?? this.add(kind, value, { kind, value: shorten(value), type: null, name: null })
    );
  }

  resource({ id, type, name }: Resource): Term {
    return this.named("resource", id, type, name);
  }

  /** With the fuller name beside it (an ARN, say), which aliases may name as well. */
  actor(value: string, label: string | null): Term {
    return this.named("actor", value, null, label);
  }

  private named(kind: "actor" | "resource", id: string, type: string | null, name: string | null): Term {
    // One cache a type: most ids differ in nothing else, and a key that is put together costs more than the look.
    const cache = `${kind} ${type ?? ""}`;
    const known = this.cache(cache).get(id);
    if (known && known.type === type && known.name === name) return known;
    const key = `${id}\u0001${type ?? "\u0002"}\u0001${name ?? "\u0002"}`;
    const other = known ? this.cache(cache).get(key) : undefined;
    if (other) return other;
    return this.add(cache, known ? key : id, { kind, value: shorten(id), type: short(type), name: short(name) });
  }

  /** Looks up or adds every new word with one statement; its own transaction, since a word alone says nothing. */
  async resolve(): Promise<void> {
    const terms = this.unresolved;
    this.unresolved = [];
    const open = new Map<string, Term[]>();
    for (const term of terms) {
      const key = this.hashOf(term);
      const same = open.get(key);
      if (same) same.push(term);
      else open.set(key, [term]);
    }
    while (open.size > 0) {
      const words = [...open].map(([key, [term]]) => ({ hash: key, ...term }));
      for (const { id, hash: key } of await this.upsert(JSON.stringify(words))) {
        for (const term of open.get(key) ?? []) term.id = id;
        open.delete(key);
      }
    }
  }

  /** In the order of the hash, so that two imports that add the same words never wait for each other in a circle. */
  private upsert(words: string): Promise<{ id: number; hash: string }[]> {
    return this.sql<{ id: number; hash: string }[]>`
      with given as (
        select * from json_to_recordset(${words}::text::json) as g(hash uuid, kind text, value text, type text, name text)
      ), known as (
        select t.id, t.hash from evidence_terms t join given g on t.hash = g.hash where t.incident_id = ${this.incidentId}
      ), added as (
        insert into evidence_terms (incident_id, kind, value, type, name, system, hash)
        select ${this.incidentId}, kind, value, type, name,
          case when kind in ('actor', 'resource') then ${this.system}::text end, hash
        from given g where not exists (select from known k where k.hash = g.hash) order by hash
        on conflict (incident_id, hash) do nothing returning id, hash
      )
      select id, hash from known union all select id, hash from added`;
  }

  private cache(kind: string): Map<string, Term> {
    const known = this.caches.get(kind);
    if (known) return known;
    const fresh = new Map<string, Term>();
    this.caches.set(kind, fresh);
    return fresh;
  }

  private add(cache: string, key: string, word: Omit<Term, "id">): Term {
    if (++this.size > CACHE_LIMIT) {
      this.caches = new Map();
      this.size = 1;
    }
    const storable = isStorable(word.value) && isStorable(word.type) && isStorable(word.name) && isStorable(key);
    const term = { id: storable ? 0 : UNSTORABLE, ...word };
    this.cache(cache).set(key, term);
    if (storable) this.unresolved.push(term);
    return term;
  }

  private hashOf({ kind, value, type, name }: Term): string {
    const system = kind === "actor" || kind === "resource" ? this.system : null;
    return asUuid(hash("sha256", JSON.stringify([kind, value, type, name, system]), "hex"));
  }
}

/** The first 128 bits of a SHA-256 as PostgreSQL's smallest type for them. */
export function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** NUL and half a surrogate pair are refused by PostgreSQL. */
export function isStorable(text: string | null): boolean {
  return text === null || (text.isWellFormed() && !text.includes("\0"));
}

function short(text: string | null): string | null {
  return text === null ? null : shorten(text);
}

export function shorten(text: string, limit = WORD_LIMIT): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).toWellFormed()}… [cut; SHA-256 ${hash("sha256", text, "hex").slice(0, 32)}]`;
}
