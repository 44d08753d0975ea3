/** What a column of a file of people or clearances can hold. */
export type PeopleField = "name" | "kind" | "alias" | "group" | "from" | "until";
export type ClearanceField = "principal" | "group" | "asset" | "classification" | "from" | "until" | "standing";
export type ImportField = PeopleField | ClearanceField;

interface Meaning {
  field: ImportField;
  /** The system whose identities an alias column holds, from a head such as "alias:okta". */
  system?: string;
  /** A name that logs write too, such as a mail address that somebody chose as the name. */
  alsoAlias?: boolean;
}

/** A head, in small letters and with single spaces, and what it says. */
export type ColumnMeanings = ReadonlyMap<string, Meaning>;

const TIMES: Record<string, "from" | "until"> = {
  ...each("from", "from", "since", "start", "starts", "valid from", "member since"),
  ...each("until", "until", "to", "end", "ends", "valid until", "valid to", "expires", "expiry"),
};
const GROUPS = each("group", "group", "groups", "team", "teams", "department", "departments", "group name");

const PEOPLE: Record<string, PeopleField> = {
  ...TIMES,
  ...GROUPS,
  ...each("name", "name", "full name", "fullname", "display name", "displayname", "person", "principal"),
  ...each("kind", "kind", "type", "principal type"),
  ...each("alias", "alias", "aliases", "mail", "email", "emails", "e mail", "email address", "mail address"),
  ...each("alias", "upn", "user principal name", "userprincipalname", "user", "username", "user name", "login"),
};

const CLEARANCES: Record<string, ClearanceField> = {
  ...TIMES,
  ...GROUPS,
  ...each("principal", "principal", "name", "full name", "display name", "person", "who"),
  ...each("asset", "asset", "asset name", "resource"),
  ...each("classification", "classification", "class"),
  ...each("standing", "standing"),
};

function each<F extends string>(field: F, ...words: string[]): Record<string, F> {
  return Object.fromEntries(words.map((word) => [word, field]));
}

/**
 * What each column of a head holds: by its name or a common synonym of it, or as a person chose. Only aliases and
 * groups may come from several columns; of others the first counts.
 */
export function meaningsOf(
  head: readonly string[],
  kind: "principals" | "clearances",
  chosen: Partial<Record<ImportField, string>> = {},
): ColumnMeanings {
  const words: Record<string, ImportField> = kind === "principals" ? PEOPLE : CLEARANCES;
  const meanings = new Map<string, Meaning>();
  for (const [field, column] of Object.entries(chosen) as [ImportField, string][]) {
    if (column) meanings.set(column, { field, alsoAlias: wordOf(column, words).field === "alias" });
  }
  const single = new Set(Object.keys(chosen).filter((field) => chosen[field as ImportField]));
  for (const column of head) {
    if (meanings.has(column)) continue;
    const { field, system } = wordOf(column, words);
    if (field === undefined || (system && field !== "alias") || single.has(field)) continue;
    meanings.set(column, system ? { field, system } : { field });
    if (field !== "alias" && field !== "group") single.add(field);
  }
  return meanings;
}

function wordOf(column: string, words: Readonly<Record<string, ImportField>>) {
  const [, word = "", system] = /^([^:]*)(?::(.+))?$/.exec(column) ?? [];
  return { field: words[word.replaceAll(/[\s_-]+/g, " ").trim()], system };
}
