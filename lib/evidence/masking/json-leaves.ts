import { hidesObjects, isStructure, plainKey, type Sensitivity, sensitivityOf } from "./sensitive-keys";

/** A string or number of a JSON text, where it stands (without its quotes), and whether it is hidden. */
export interface Leaf {
  from: number;
  until: number;
  string: boolean;
  hidden: boolean;
}

interface Member {
  key: string;
  /** Of the leaves, those of its value. */
  first: number;
  end: number;
  /** The value itself, where it is a string. */
  text: string | null;
}

/** Deeper than any record that was read. */
const DEEPEST = 300;
const LITERAL = /-?[0-9][0-9.eE+-]{0,400}|true|false|null/y;
const NO_SPACE = /[^ \t\r\n]/g;

/** Names that carry what another member of the same object is called by: OTLP attributes, lists of headers. */
const NAMING = new Set(["key", "name", "field", "header"]);
const NAMED = /^(value|values|[a-z]+value)$/;

/**
 * Walks JSON in a text without building it, so that everything around a hidden value stays as it is. Ends where the
 * text is no JSON any more; what it had come to is kept.
 */
export class JsonLeaves {
  readonly leaves: Leaf[] = [];
  at: number;

  constructor(
    private readonly text: string,
    from: number,
    private readonly bodies: boolean,
  ) {
    this.at = from;
    this.value(null, 0);
  }

  private value(mode: Sensitivity | null, depth: number): boolean {
    this.space();
    const first = this.text[this.at];
    if (depth > DEEPEST) return false;
    if (first === "{") return this.object(mode, depth);
    if (first === "[") return this.array(mode, depth);
    if (first === '"') return this.leaf(mode);
    LITERAL.lastIndex = this.at;
    const literal = LITERAL.exec(this.text)?.[0];
    if (!literal) return false;
    if (mode === "credential" && /[0-9]/.test(literal))
      this.leaves.push({ from: this.at, until: this.at + literal.length, string: false, hidden: true });
    this.at += literal.length;
    return true;
  }

  private leaf(mode: Sensitivity | null): boolean {
    const from = this.at + 1;
    const closed = this.skipString();
    const until = closed ? this.at - 1 : this.at;
    if (from < until) this.leaves.push({ from, until, string: true, hidden: mode !== null });
    return closed;
  }

  private array(mode: Sensitivity | null, depth: number): boolean {
    this.at++;
    this.space();
    if (this.take("]")) return true;
    for (;;) {
      if (!this.value(mode, depth + 1)) return false;
      this.space();
      if (this.take("]")) return true;
      if (!this.take(",")) return false;
    }
  }

  private object(mode: Sensitivity | null, depth: number): boolean {
    this.at++;
    const members: Member[] = [];
    this.space();
    if (this.take("}")) return true;
    for (;;) {
      const more = this.member(mode, depth, members);
      this.space();
      const closed = more && this.take("}");
      if (!more || closed || !this.take(",")) {
        this.hidePairs(members);
        return closed;
      }
    }
  }

  private member(mode: Sensitivity | null, depth: number, members: Member[]): boolean {
    this.space();
    if (this.text[this.at] !== '"') return false;
    const from = this.at + 1;
    if (!this.skipString()) return false;
    const key = this.text.slice(from, this.at - 1);
    this.space();
    if (!this.take(":")) return false;
    this.space();
    const first = this.leaves.length;
    const begins = this.at;
    const whole = this.value(this.modeOf(key, mode), depth + 1);
    const text = this.text[begins] === '"' ? this.text.slice(begins + 1, Math.min(this.at - 1, begins + 200)) : null;
    members.push({ key, first, end: this.leaves.length, text });
    return whole;
  }

  /** A credential stays one all the way down; a conversation keeps its structure to be read by. */
  private modeOf(key: string, mode: Sensitivity | null): Sensitivity | null {
    if (mode === "credential") return mode;
    const own = sensitivityOf(key, this.bodies);
    if (own === "credential" && (this.text[this.at] !== "{" || hidesObjects(key))) return own;
    if (own === "credential") return mode;
    return mode === "body" && isStructure(key) ? null : (own ?? mode);
  }

  /** `{"key": "gen_ai.prompt", "value": {…}}` and a Kubernetes Secret: one member says what another one is. */
  private hidePairs(members: readonly Member[]): void {
    const secret = members.some(({ key, text }) => key === "kind" && text === "Secret");
    const naming = members.find(({ key }) => NAMING.has(plainKey(key)))?.text;
    const named = naming ? sensitivityOf(naming, this.bodies) : null;
    for (const { key, first, end } of members) {
      if ((named && NAMED.test(plainKey(key))) || (secret && (key === "data" || key === "stringData")))
        for (const leaf of this.leaves.slice(first, end)) leaf.hidden = true;
    }
  }

  private skipString(): boolean {
    this.at++;
    for (;;) {
      const quote = this.text.indexOf('"', this.at);
      if (quote < 0) {
        this.at = this.text.length;
        return false;
      }
      let slashes = 0;
      while (quote - slashes > this.at && this.text[quote - slashes - 1] === "\\") slashes++;
      this.at = quote + 1;
      if (slashes % 2 === 0) return true;
    }
  }

  private space(): void {
    NO_SPACE.lastIndex = this.at;
    this.at = NO_SPACE.exec(this.text)?.index ?? this.text.length;
  }

  private take(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }
}
