import {
  type Exported,
  type ExportedGrant,
  type ExportedPrincipal,
  isObject,
  type Json,
  leftAside,
  objectsIn,
  textOf,
  textsOf,
  together,
} from "./exported";
import type { PrincipalKind } from "./model";

/** `gcloud … get-iam-policy`, or the policies that `gcloud asset search-all-iam-policies` lists. */
export function readGcp(value: Json | Json[]): Exported | null {
  const policies = [value].flat().flatMap((one): { resource: string; bindings: Json[] }[] => {
    const policy = isObject(one.policy) ? one.policy : one;
    if (!Array.isArray(policy.bindings)) return [];
    return [{ resource: textOf(one.resource) ?? "", bindings: objectsIn(policy.bindings) }];
  });
  if (policies.length < [value].flat().length || policies.length === 0) return null;
  const grants: ExportedGrant[] = [];
  const principals: ExportedPrincipal[] = [];
  const aside = { conditional: 0, everybody: 0, other: 0 };
  for (const { resource, bindings } of policies) {
    for (const binding of bindings) {
      const role = textOf(binding.role) ?? "";
      const members = textsOf(binding.members);
      if (binding.condition !== undefined) aside.conditional += members.length;
      else for (const member of members) gcpMember(member, { resource, role }, { grants, principals, aside });
    }
  }
  const notes = [
    ...leftAside(
      aside.everybody,
      "member is",
      "members are",
      "what lets everybody in is an exposure, not a clearance.",
    ),
    ...leftAside(aside.conditional, "member is", "members are", "their binding holds only under a condition."),
    ...leftAside(aside.other, "member is", "members are", "it is neither a person, a service account nor a group."),
  ];
  return { shape: "Google Cloud policy", principals: together(principals), grants, notes };
}

interface Found {
  grants: ExportedGrant[];
  principals: ExportedPrincipal[];
  aside: { everybody: number; other: number };
}

function gcpMember(member: string, grant: Pick<ExportedGrant, "resource" | "role">, found: Found): void {
  const [, type = "", name = ""] = /^([a-zA-Z]+):(.+)$/.exec(member) ?? [];
  const kinds: Record<string, PrincipalKind> = { user: "human", serviceAccount: "service" };
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind) {
    found.principals.push({ name, kind, aliases: [{ value: name }], groups: [] });
    found.grants.push({ who: { principal: name }, ...grant });
  } else if (type === "group") found.grants.push({ who: { group: name }, ...grant });
  else if (/^all(Authenticated)?Users$/.test(member) || type === "domain") found.aside.everybody += 1;
  else found.aside.other += 1;
}

/** `az role assignment list`, or Get-AzRoleAssignment as JSON. */
export function readAzure(value: Json | Json[]): Exported | null {
  const rows = [value].flat().map((one) => ({
    name: textOf(one.principalName) ?? textOf(one.SignInName) ?? textOf(one.DisplayName),
    type: textOf(one.principalType) ?? textOf(one.ObjectType),
    id: textOf(one.principalId) ?? textOf(one.ObjectId),
    role: textOf(one.roleDefinitionName) ?? textOf(one.RoleDefinitionName),
    resource: textOf(one.scope) ?? textOf(one.Scope),
  }));
  if (rows.length === 0 || rows.some(({ type, role, resource }) => !type || !role || !resource)) return null;
  const named = rows.filter(({ name }) => name !== null);
  const isGroup = ({ type }: { type: string | null }) => type === "Group";
  return {
    shape: "Azure role assignments",
    principals: together(
      named
        .filter((row) => !isGroup(row))
        .map(({ name, type, id }) => ({
          name: name ?? "",
          kind: type === "User" ? ("human" as const) : ("service" as const),
          aliases: [...new Set([name, id])].flatMap((alias) => (alias ? [{ value: alias }] : [])),
          groups: [],
        })),
    ),
    grants: named.map((row) => ({
      who: isGroup(row) ? { group: row.name ?? "" } : { principal: row.name ?? "" },
      resource: row.resource ?? "",
      role: row.role ?? "",
    })),
    notes: leftAside(
      rows.length - named.length,
      "assignment is",
      "assignments are",
      "whom it is for was deleted, or has no name here.",
    ),
  };
}

const GITHUB = "github";

/** What GitHub's API lists: collaborators of a repository, members of an organisation or team, teams. */
export function readGitHub(value: Json | Json[]): Exported | null {
  const rows = [value].flat();
  const users = rows.filter((one) => textOf(one.login) !== null && one.id !== undefined);
  const teams = rows.filter((one) => textOf(one.slug) !== null && textOf(one.permission) !== null);
  if (rows.length === 0 || users.length + teams.length < rows.length) return null;
  return {
    shape: teams.length > 0 ? "GitHub teams" : "GitHub users",
    principals: together(
      users.map((user) => ({
        name: textOf(user.login) ?? "",
        // Accounts that programs use are users too.
        kind: user.type === "Bot" ? ("service" as const) : null,
        aliases: [{ system: GITHUB, value: textOf(user.login) ?? "" }],
        groups: [],
      })),
    ),
    grants: [
      ...users.flatMap((user) => {
        const role = textOf(user.role_name) ?? highest(user.permissions);
        return role ? [{ who: { principal: textOf(user.login) ?? "" }, resource: "", role }] : [];
      }),
      ...teams.map((team) => ({
        who: { group: textOf(team.slug) ?? "" },
        resource: "",
        role: textOf(team.permission) ?? "",
      })),
    ],
    notes: [],
  };
}

/** The last of GitHub's permissions that is true; they go from the least to the most. */
function highest(permissions: unknown): string | null {
  if (!isObject(permissions)) return null;
  return ["admin", "maintain", "push", "triage", "pull"].find((one) => permissions[one] === true) ?? null;
}
