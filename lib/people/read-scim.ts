import { type Exported, type ExportedPrincipal, isObject, type Json, leftAside, objectsIn, textOf } from "./exported";

/** Users and Groups as SCIM 2.0 lists them (RFC 7643): one list, several, or resources of both in one. */
export function readScim(value: Json | Json[]): Exported | null {
  const resources = [value].flat().flatMap(resourcesOf);
  const users = resources.filter((one) => textOf(one.userName) !== null);
  const groups = resources.filter((one) => textOf(one.userName) === null && textOf(one.displayName) !== null);
  if (users.length + groups.length === 0 || users.length + groups.length < resources.length) return null;
  const names = namesOf(users);
  const principals = new Map<string, ExportedPrincipal>();
  for (const user of users) {
    const name = names.get(user) ?? "";
    const stated = objectsIn(user.groups).flatMap((one) => textOf(one.display) ?? []);
    principals.set(name, { name, kind: null, aliases: aliasesOf(user), groups: stated });
  }
  const unknown = addMembers(groups, users, names, principals);
  const inactive = users.filter(({ active }) => active === false).length;
  const notes = [
    ...leftAside(
      unknown,
      "member is",
      "members are",
      "the file has neither their name nor them as users. Bring users and groups in one file.",
    ),
    ...(inactive > 0
      ? [`${inactive.toLocaleString("en")} of the users are not active now; they are taken like the others.`]
      : []),
  ];
  const words = [users.length > 0 && "users", groups.length > 0 && "groups"].filter(Boolean).join(" and ");
  return { shape: `SCIM ${words}`, principals: [...principals.values()], grants: [], notes };
}

function resourcesOf(value: Json): Json[] {
  if (Array.isArray(value.Resources)) return objectsIn(value.Resources);
  const lists = [value.Users, value.Groups].flatMap((list) =>
    isObject(list) ? objectsIn(list.Resources) : objectsIn(list),
  );
  const isScim = (one: Json) => [one.schemas].flat().some((schema) => String(schema).includes(":scim:"));
  if (lists.length > 0)
    return lists.every((one) => isScim(one) || textOf(one.userName) || textOf(one.displayName)) ? lists : [];
  return isScim(value) ? [value] : [];
}

/** By the name that people know; where two have the same, both by their user name. */
function namesOf(users: readonly Json[]): Map<Json, string> {
  const shown = (user: Json) => textOf(user.displayName) ?? fullName(user.name) ?? textOf(user.userName) ?? "";
  const times = new Map<string, number>();
  for (const user of users) times.set(shown(user), (times.get(shown(user)) ?? 0) + 1);
  return new Map(
    users.map((user) => [user, times.get(shown(user)) === 1 ? shown(user) : (textOf(user.userName) ?? "")]),
  );
}

function fullName(name: unknown): string | null {
  if (!isObject(name)) return null;
  const parts = [textOf(name.givenName), textOf(name.familyName)].filter((part) => part !== null);
  return textOf(name.formatted) ?? (parts.length > 0 ? parts.join(" ") : null);
}

function aliasesOf(user: Json): { value: string }[] {
  const mails = objectsIn(user.emails).map((mail) => textOf(mail.value));
  const values = [textOf(user.userName), ...mails, textOf(user.id), textOf(user.externalId)];
  return [...new Set(values.filter((value) => value !== null))].map((value) => ({ value }));
}

/** Members by the id of a user in the file, else by the name beside it; says how many are neither. */
function addMembers(
  groups: readonly Json[],
  users: readonly Json[],
  names: ReadonlyMap<Json, string>,
  principals: Map<string, ExportedPrincipal>,
): number {
  const byId = new Map(users.map((user) => [textOf(user.id), names.get(user) ?? ""]));
  let unknown = 0;
  for (const group of groups) {
    const label = textOf(group.displayName) ?? "";
    for (const member of objectsIn(group.members)) {
      const id = textOf(member.value);
      const name = byId.get(id) ?? textOf(member.display);
      if (name === null || name === "") {
        unknown += 1;
        continue;
      }
      const principal = principals.get(name) ?? { name, kind: null, aliases: id ? [{ value: id }] : [], groups: [] };
      if (!principal.groups.includes(label)) principal.groups.push(label);
      principals.set(name, principal);
    }
  }
  return unknown;
}
