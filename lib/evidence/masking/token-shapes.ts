import type { Range } from "./ranges";

/**
 * Secrets that are known by how they look, wherever they stand. The ids of access keys (AKIA…, ASIA…) are not among
 * them: they are who did it. No pattern reads on for long and then fails, and none without end, so that no text
 * takes long or fills the stack; what is longer is followed by hand.
 */
const WORD = "(?<![A-Za-z0-9])";
const SHAPES: readonly RegExp[] = [
  `gh[pousr]_[A-Za-z0-9]{16,4000}`,
  `github_pat_[A-Za-z0-9_]{16,4000}`,
  `glpat-[A-Za-z0-9_-]{16,4000}`,
  `xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{8,4000}`,
  `xapp-[A-Za-z0-9-]{8,4000}`,
  `eyJ[A-Za-z0-9_-]{6,400}(?:\\.[A-Za-z0-9_-]{0,4000}){1,4}`,
  `(?<![_-])eyJ[A-Za-z0-9_-]{400,4000}(?:\\.[A-Za-z0-9_-]{0,4000}){1,4}`,
  `sk-(?=[A-Za-z0-9_-]{0,60}[0-9])[A-Za-z0-9_-]{16,4000}`,
  `[sr]k_(?:live|test)_[A-Za-z0-9]{10,4000}`,
  `AIza[A-Za-z0-9_-]{30,4000}`,
  `ya29\\.[A-Za-z0-9_-]{16,4000}`,
  `GOCSPX-[A-Za-z0-9_-]{16,4000}`,
  `npm_[A-Za-z0-9]{30,4000}`,
  `hf_[A-Za-z0-9]{30,4000}`,
  `dckr_pat_[A-Za-z0-9_-]{16,4000}`,
  `hvs\\.[A-Za-z0-9_-]{16,4000}`,
  `fbi?_[A-Za-z0-9_-]{40,4000}`,
].map((shape) => new RegExp(WORD + shape, "g"));

/** Patterns whose first group is the secret. */
const AFTER: readonly RegExp[] = [
  // An identity carried in the open: "Bearer of good news" is none.
  /(?<![A-Za-z0-9])(?:Bearer|Basic|Negotiate)[ \t]{1,4}((?=[A-Za-z0-9._~+/=-]{0,400}[0-9=])[A-Za-z0-9._~+/=-]{8,4000})/gi,
  /(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'\\]{0,100}:([^\s@/"'\\]{1,200})@/gi,
  /[?&](?:sig|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|access_token|id_token|code_verifier)=([^\s&"'\\#<>]{1,4000})/gi,
];

const PEM = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const NOT_PEM = /[^A-Za-z0-9+/=\s:,.()\\-]/g;
const PEM_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Something of every pattern above: most words have nothing of it. */
const HINTS =
  /gh[pousr]_|github_pat_|glpat-|xox|xapp-|eyJ|sk-|[sr]k_|AIza|ya29|GOCSPX|npm_|hf_|dckr_|hvs\.|fbi?_|bearer|basic|negotiate|:\/\/|[?&]|PRIVATE/i;

/** Where text holds something that looks like a token, a key or a password in an address. */
export function tokenShapes(text: string): Range[] {
  if (!HINTS.test(text)) return [];
  const found: Range[] = [];
  for (const shape of SHAPES) found.push(...spans(text, text.matchAll(shape), NOT_TOKEN, (match) => match[0]));
  for (const shape of AFTER) found.push(...firstGroups(text, shape));
  if (text.includes("PRIVATE KEY")) found.push(...privateKeys(text));
  return found;
}

/** The first group of each match. */
export function firstGroups(text: string, pattern: RegExp): Range[] {
  return spans(text, text.matchAll(pattern), NOT_VALUE, (match) => match.slice(1).find((group) => group) ?? "");
}

/** From its first line to its last, or as far as it looks like one. */
function privateKeys(text: string): Range[] {
  const found: Range[] = [];
  let until = 0;
  for (const { index } of text.matchAll(PEM)) {
    if (index < until) continue;
    NOT_PEM.lastIndex = index;
    const other = NOT_PEM.exec(text)?.index ?? text.length;
    PEM_END.lastIndex = index;
    const end = PEM_END.exec(text.slice(0, other));
    until = end ? end.index + end[0].length : other;
    found.push({ from: index, until });
  }
  return found;
}

const LONG = 2000;
const NOT_TOKEN = /[^A-Za-z0-9._-]/g;
const NOT_VALUE = /[\r\n"'\\]/g;

/** A secret that is as long as a pattern reads goes on to where it can no longer, over matches further in. */
function spans(
  text: string,
  matches: Iterable<RegExpExecArray>,
  end: RegExp,
  secretOf: (match: RegExpExecArray) => string,
): Range[] {
  const found: Range[] = [];
  let reached = 0;
  for (const match of matches) {
    const secret = secretOf(match);
    const from = match.index + match[0].lastIndexOf(secret);
    if (secret === "" || from < reached) continue;
    reached = from + secret.length;
    if (secret.length >= LONG) {
      end.lastIndex = reached;
      reached = end.exec(text)?.index ?? text.length;
    }
    found.push({ from, until: reached });
  }
  return found;
}
