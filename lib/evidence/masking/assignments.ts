import type { Range } from "./ranges";
import { firstGroups } from "./token-shapes";

const VALUE = `(?:\\\\*"([^"\\\\]{1,2000})|'([^'\\\\]{1,2000})|([^\\s"'\\\\,;&)}\\]<>]{1,2000}))`;

/** `DB_PASSWORD=…`, `"client_secret": "…"` in a line or in a piece of JSON that does not parse. */
const ALWAYS = new RegExp(
  `(?:password|passwd|passphrase|client_?secret|secret_?(?:access_?)?key|api[_-]?key|private_?key|(?:access|refresh|id|auth|session|security)[_-]?token)\\\\*["']?[ \\t]{0,3}[=:][ \\t]{0,3}(?!null|true|false|\\[masked)${VALUE}`,
  "gi",
);

/** Words that are also ordinary ones: what follows has to look like a secret. */
const MAYBE = new RegExp(
  `(?<![A-Za-z0-9:])(?:[A-Za-z0-9]{1,20}_)?(?:token|secret|pwd)\\\\*["']?[ \\t]{0,3}[=:][ \\t]{0,3}(?=[^\\s,;&)]{0,80}[0-9])(?=\\\\*["']?[^\\s"'\\\\,;&)]{8})${VALUE}`,
  "gi",
);

const OPTION =
  /--(?:[a-z]{1,20}-){0,3}(?:password|passwd|token|secret|api-key|apikey)[ \t]{1,4}([^\s"'\\-][^\s"'\\]{0,2000})/gi;
const HEADERS: readonly RegExp[] = [
  /(?<![A-Za-z0-9])authorization[ \t]{0,3}:[ \t]{0,3}(?:[A-Za-z0-9-]{3,20}[ \t]{1,3})?([^\s"'\\,]{1,2000})/gi,
  /(?<![A-Za-z0-9])(?:set-)?cookie[ \t]{0,3}:[ \t]{0,3}([^\r\n"'\\]{1,2000})/gi,
];

const HINTS = /pass|secret|token|key|pwd|authorization|cookie/i;

/** Where plain text gives a secret a name: assignments, command line options, headers. */
export function assignments(text: string): Range[] {
  if (!HINTS.test(text)) return [];
  return [ALWAYS, MAYBE, OPTION, ...HEADERS].flatMap((pattern) => firstGroups(text, pattern));
}
