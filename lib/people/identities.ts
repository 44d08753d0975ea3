import type { PrincipalKind } from "./model";

/** A name that logs write, with what stands beside it in the same events. */
export interface ActorWord {
  value: string;
  /** The fuller name beside it: an ARN, an object id, a display name. */
  label: string | null;
  system: string | null;
  /** Who it is by the aliases that are recorded; null where nobody has said. */
  principal: string | null;
}

export interface KnownPrincipal {
  id: string;
  name: string;
  kind: PrincipalKind;
  aliases: readonly string[];
}

/** Why two names may be of one. */
export const IDENTITY_BASES = ["case", "arn", "same_event", "mailbox", "display_name"] as const;
export type IdentityBasis = (typeof IDENTITY_BASES)[number];

/** Names that nobody has resolved, and who they may be; without a principal they may be one another. */
export interface IdentityGuess {
  basis: IdentityBasis;
  values: string[];
  principal: string | null;
  /** What it rests on: the alias, the label or the name that fits. */
  matched: string;
}

const plain = (text: string) => text.trim().toLowerCase();

/**
 * Who unresolved names may be: the same but for capitals, the end of an ARN, two names in the same event, the same mailbox
 * under another domain, a display name with an e-mail that fits it. Only where all that fits is one principal.
 */
export function guessIdentities(words: readonly ActorWord[], known: readonly KnownPrincipal[]): IdentityGuess[] {
  const unresolved = words.filter(({ principal }) => principal === null);
  const look = lookUps(words, known);
  const guesses = new Map<string, IdentityGuess>();
  const without = new Map<string, ActorWord[]>();
  for (const word of unresolved) {
    const guess = look(word);
    if (guess) guesses.set(`${guess.principal}/${word.value}`, guess);
    else without.set(word.value, [...(without.get(word.value) ?? []), word]);
  }
  for (const { values } of guesses.values()) for (const value of values) without.delete(value);
  return [...guesses.values(), ...oneAnother([...without.values()].flat())];
}

type Fits = Map<string, { matched: string; principals: Set<string> }>;

function note(fits: Fits, key: string, principal: string, matched: string): void {
  const before = fits.get(key) ?? { matched, principals: new Set<string>() };
  before.principals.add(principal);
  fits.set(key, before);
}

function lookUps(words: readonly ActorWord[], known: readonly KnownPrincipal[]) {
  const byCase: Fits = new Map();
  const byMailbox: Fits = new Map();
  const byName: Fits = new Map();
  const byLabel: Fits = new Map();
  for (const { id, name, aliases } of known) {
    note(byName, plain(name), id, name);
    for (const alias of aliases) {
      note(byCase, plain(alias), id, alias);
      const mailbox = mailboxOf(alias);
      if (mailbox) note(byMailbox, mailbox, id, alias);
    }
  }
  for (const { value, label, principal } of words) {
    if (principal !== null && label !== null && isIdentifier(label)) note(byLabel, plain(label), principal, value);
  }
  const only = (fits: Fits, key: string | null) => {
    const found = key === null ? undefined : fits.get(key);
    const [principal] = found?.principals ?? [];
    return found && principal !== undefined && found.principals.size === 1
      ? { principal, matched: found.matched }
      : null;
  };
  return (word: ActorWord): IdentityGuess | null => {
    const arns = [word.value, word.label ?? ""].filter((text) => text.startsWith("arn:"));
    const ends = arns.flatMap((arn) => [endOf(arn), roleOf(arn)]).filter((part) => part !== null);
    const name = displayNameOf(word);
    const tries: [IdentityBasis, { principal: string; matched: string } | null][] = [
      ["case", only(byCase, plain(word.value))],
      ...ends.map((end): [IdentityBasis, ReturnType<typeof only>] => ["arn", only(byCase, plain(end))]),
      ["same_event", only(byLabel, plain(word.value))],
      ["mailbox", only(byMailbox, mailboxOf(word.value))],
      ["display_name", name === null ? null : only(byName, plain(name))],
    ];
    const [first] = tries.filter(([, found]) => found !== null);
    if (!first?.[1]) return null;
    const [basis, { principal, matched }] = [first[0], first[1]];
    return { basis, values: [word.value], principal, matched };
  };
}

/** Unresolved names that are one another: alike but for capitals, or one beside the other in the same event. */
function oneAnother(words: readonly ActorWord[]): IdentityGuess[] {
  const groups = new Map<string, { values: Set<string>; label: string | null }>();
  for (const { value, label } of words) {
    const beside = label !== null && isIdentifier(label) ? label : null;
    const keys = [plain(value), ...(beside === null ? [] : [plain(beside)])];
    const existing = [...new Set(keys.flatMap((key) => groups.get(key) ?? []))];
    const group = existing[0] ?? { values: new Set<string>(), label: beside };
    for (const other of existing.slice(1)) {
      for (const one of other.values) group.values.add(one);
      for (const [key, held] of groups) if (held === other) groups.set(key, group);
    }
    group.values.add(value);
    group.label ??= beside;
    for (const key of keys) groups.set(key, group);
  }
  return [...new Set(groups.values())]
    .filter(({ values }) => values.size > 1)
    .map(({ values, label }) => {
      const sorted = [...values].sort();
      const isCase = new Set(sorted.map(plain)).size === 1;
      const matched = (isCase ? null : label) ?? sorted[0] ?? "";
      return { basis: isCase ? ("case" as const) : ("same_event" as const), values: sorted, principal: null, matched };
    });
}

/** `…:assumed-role/Admin/ann@x`, `…:user/ann`: the last part. */
function endOf(arn: string): string | null {
  const end = arn.includes("/") ? arn.slice(arn.lastIndexOf("/") + 1) : "";
  return end.length > 2 ? end : null;
}

/** The ARN of the role that a session was taken from. */
function roleOf(arn: string): string | null {
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role ? `arn:${partition}:iam::${account}:role/${role}` : null;
}

/** Before the @ of an e-mail, where it is more than a word that many have. */
function mailboxOf(text: string): string | null {
  const [, mailbox = ""] = /^([^@\s]{3,64})@[^@\s]+\.[^@\s]+$/.exec(plain(text)) ?? [];
  return /[._-]/.test(mailbox) ? mailbox : null;
}

/** Something that names one thing only: an e-mail, an ARN, a GUID, an id with digits; a display name does not. */
function isIdentifier(text: string): boolean {
  return !/\s/.test(text) && (/[@:/]/.test(text) || /\d/.test(text)) && text.length > 4;
}

/** A label that is somebody's name, where the e-mail beside it fits: ann.example@x, aexample@x, example@x. */
function displayNameOf({ value, label }: ActorWord): string | null {
  if (label === null || !/^\p{L}[\p{L}'’.-]*(\s+\p{L}[\p{L}'’.-]*)+$/u.test(label.trim())) return null;
  const mailbox = plain(value).split("@")[0] ?? "";
  if (!value.includes("@")) return null;
  const parts = plain(label).split(/\s+/);
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  const letters = mailbox.replaceAll(/[^\p{L}]/gu, "");
  const fits = [first + last, last + first, `${first[0]}${last}`, `${first}${last[0]}`, last, first];
  return fits.includes(letters) ? label : null;
}
