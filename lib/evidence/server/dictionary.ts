import { hash } from "node:crypto";
import type { Resource } from "../model";

export type TermKind = "actor" | "resource" | "action" | "session" | "ip" | "label";

type PlainKind = Exclude<TermKind, "actor" | "resource">;

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

/** Looks up words or adds them; may leave some out, which are then asked for again. */
export type StoreWords = (words: readonly NewWord[]) => Promise<{ id: number; hash: string }[]>;

export interface NewWord extends Omit<Term, "id"> {
  hash: string;
  system: string | null;
}

type Words = Map<string, Term>;

/** Gives the strings of one source their small ids. A string that cannot be stored gets the id UNSTORABLE. */
export class Dictionary {
  private plain = emptyCaches();
  private actors = new NamedWords();
  /** One cache a type: most ids differ in nothing else, and a key that is put together costs more than the look. */
  private resources = new Map<string | null, NamedWords>();
  private size = 0;
  private unresolved: Term[] = [];

  constructor(
    private readonly store: StoreWords,
    private readonly system: string,
    private readonly cacheLimit = CACHE_LIMIT,
  ) {}

  term(kind: PlainKind, value: string): Term {
    return this.plain[kind].get(value) ?? this.addPlain(kind, value);
  }

  resource({ id, type, name }: Resource): Term {
    return this.resources.get(type)?.find(id, name) ?? this.addNamed("resource", id, type, name);
  }

  /** With the fuller name beside it (an ARN, say), which aliases may name as well. */
  actor(value: string, label: string | null): Term {
    return this.actors.find(value, label) ?? this.addNamed("actor", value, null, label);
  }

  /** Looks up or adds every new word at once; apart from the rows that need them, since a word alone says nothing. */
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
      const words = [...open].map(([key, terms]) => this.newWord(key, terms[0] as Term));
      for (const { id, hash: key } of await this.store(words)) {
        for (const term of open.get(key) ?? []) term.id = id;
        open.delete(key);
      }
    }
  }

  private newWord(key: string, { kind, value, type, name }: Term): NewWord {
    return { hash: key, kind, value, type, name, system: hasSystem(kind) ? this.system : null };
  }

  private addPlain(kind: PlainKind, value: string): Term {
    const term = this.add({ kind, value: shorten(value), type: null, name: null }, isStorable(value));
    this.plain[kind].set(value, term);
    return term;
  }

  private addNamed(kind: "actor" | "resource", id: string, type: string | null, name: string | null): Term {
    const storable = isStorable(id) && isStorable(type) && isStorable(name);
    const term = this.add({ kind, value: shorten(id), type: short(type), name: short(name) }, storable);
    let words = kind === "actor" ? this.actors : this.resources.get(type);
    if (!words) {
      words = new NamedWords();
      this.resources.set(type, words);
    }
    words.add(id, name, term);
    return term;
  }

  private add(word: Omit<Term, "id">, storable: boolean): Term {
    if (++this.size > this.cacheLimit) {
      this.plain = emptyCaches();
      this.actors = new NamedWords();
      this.resources = new Map();
      this.size = 1;
    }
    const term = { id: storable ? 0 : UNSTORABLE, ...word };
    if (storable) this.unresolved.push(term);
    return term;
  }

  private hashOf({ kind, value, type, name }: Term): string {
    const system = hasSystem(kind) ? this.system : null;
    return asUuid(hash("sha256", JSON.stringify([kind, value, type, name, system]), "hex"));
  }
}

/** Words that come with a name. The first name of an id is found by the id alone. */
class NamedWords {
  private readonly first = new Map<string, { name: string | null; term: Term }>();
  private readonly others: Words = new Map();

  find(id: string, name: string | null): Term | undefined {
    const known = this.first.get(id);
    if (known === undefined || known.name === name) return known?.term;
    return this.others.get(pair(id, name));
  }

  add(id: string, name: string | null, term: Term): void {
    if (this.first.has(id)) this.others.set(pair(id, name), term);
    else this.first.set(id, { name, term });
  }
}

function pair(id: string, name: string | null): string {
  return name === null ? `${id.length}:${id}` : `${id.length}:${id}:${name}`;
}

function hasSystem(kind: TermKind): boolean {
  return kind === "actor" || kind === "resource";
}

function emptyCaches(): Record<PlainKind, Words> {
  return { action: new Map(), session: new Map(), ip: new Map(), label: new Map() };
}

/** The first 128 bits of a SHA-256 as PostgreSQL's smallest type for them. */
function asUuid(hex: string): string {
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
