/** Whom the record of a permission change names as let in. */
export interface Named {
  groups: string[];
  /** Users, service accounts, roles: as the log writes them. */
  others: string[];
}

type Json = Record<string, unknown>;

const MOST = 50;
const MOST_DEPTH = 12;

/** Found anywhere in a record, also in strings that hold JSON: each vendor's way to say to whom something was given. */
export function namedAsLetIn(record: unknown, text: string): Named {
  const named: Named = { groups: [], others: [] };
  walk(record, named, 0);
  grantedInSql(text, named);
  const others = distinct(named.others);
  // Who is put into a group is let in; the group itself was there before.
  return { groups: others.length > 0 && isMembership(text) ? [] : distinct(named.groups), others };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].slice(0, MOST);
}

/** AddUserToGroup, add_member, "Add member to group", group.user_membership.add, SAML and SCIM alike. */
function isMembership(text: string): boolean {
  return /AddUserToGroup|AddMemberToGroup|AddedToGroup|add[_ .]?(group[_ .])?member|member(ship)?[_. ]?(was[_. ])?add/i.test(
    text,
  );
}

function walk(value: unknown, named: Named, depth: number): void {
  if (depth > MOST_DEPTH) return;
  if (typeof value === "string") {
    if (/^\s*[{[]/.test(value)) walk(parsed(value), named, depth + 1);
  } else if (Array.isArray(value)) {
    for (const one of value.slice(0, 1000)) walk(one, named, depth + 1);
  } else if (typeof value === "object" && value !== null) {
    for (const reader of READERS) reader(value as Json, named);
    for (const one of Object.values(value)) walk(one, named, depth + 1);
  }
}

const READERS: readonly ((value: Json, named: Named) => void)[] = [
  policyStatement,
  awsRequest,
  awsGrantee,
  gcpBinding,
  microsoftSharing,
  typedTarget,
  kubernetesSubject,
  workspaceParameter,
  memberByKey,
];

/** Principals of a statement that allows; accounts and everybody are nobody in particular. */
function policyStatement({ Effect, Principal }: Json, { others }: Named): void {
  if (Effect !== "Allow" || typeof Principal !== "object" || Principal === null) return;
  const { AWS } = Principal as Json;
  others.push(...strings(AWS).filter((arn) => arn.startsWith("arn:") && !arn.endsWith(":root")));
}

/** IAM names the user, or the group, or both where a user is put into a group. */
function awsRequest({ requestParameters: given }: Json, { groups, others }: Named): void {
  if (typeof given !== "object" || given === null) return;
  const { userName, groupName } = given as Json;
  others.push(...strings(userName));
  groups.push(...strings(groupName));
}

function awsGrantee({ Grantee }: Json, { others }: Named): void {
  const grantees = [Grantee].flat().filter((one): one is Json => typeof one === "object" && one !== null);
  for (const { EmailAddress, ID } of grantees) others.push(...strings(EmailAddress ?? ID));
}

/** "user:ann@x", "group:ops@x" where a binding was added; as they stand in a policy that was set, too. */
function gcpBinding({ action, member, members }: Json, { groups, others }: Named): void {
  if (action === "REMOVE") return;
  for (const one of [...strings(member), ...strings(members)]) {
    const [, type, name = ""] = /^(user|serviceAccount|group):(.+)$/.exec(one) ?? [];
    if (type === "group") groups.push(name);
    else if (type) others.push(name);
  }
}

/** SharePoint and OneDrive: with whom something was shared. */
function microsoftSharing({ TargetUserOrGroupName, TargetUserOrGroupType }: Json, { groups, others }: Named): void {
  const isGroup = /group/i.test(String(TargetUserOrGroupType));
  (isGroup ? groups : others).push(...strings(TargetUserOrGroupName));
}

/** Okta's `target` and Entra's `targetResources`: each with its type. */
function typedTarget({ target, targetResources }: Json, { groups, others }: Named): void {
  for (const one of [target, targetResources].flat()) {
    if (typeof one !== "object" || one === null) continue;
    const { type, alternateId, userPrincipalName, displayName } = one as Json;
    if (type === "User") others.push(...strings(userPrincipalName ?? alternateId ?? displayName));
    if (type === "ServicePrincipal") others.push(...strings(displayName));
    if (type === "Group" || type === "UserGroup") groups.push(...strings(displayName));
  }
}

/** Subjects of a RoleBinding. */
function kubernetesSubject({ subjects }: Json, { groups, others }: Named): void {
  for (const one of [subjects].flat()) {
    if (typeof one !== "object" || one === null) continue;
    const { kind, name, namespace } = one as Json;
    if (kind === "Group") groups.push(...strings(name));
    if (kind === "User") others.push(...strings(name));
    if (kind === "ServiceAccount") others.push(...strings(name).map((n) => `system:serviceaccount:${namespace}:${n}`));
  }
}

/** Google Workspace: parameters as name and value. */
function workspaceParameter({ name, value }: Json, { groups, others }: Named): void {
  if (name === "target_user" || name === "USER_EMAIL") others.push(...strings(value));
  if (name === "target_group" || name === "GROUP_EMAIL") groups.push(...strings(value));
}

/** GitHub's `user` and `team`, GitLab's and Box's members, by the action that says what they are. */
function memberByKey({ action, event_type, user, team, target_details, accessible_by }: Json, named: Named): void {
  const what = String(action ?? event_type ?? "");
  if (/(add|invite|create)\w*[_.](member|collaborator)|member\w*[_.]?add|collab\w*_(invite|add)/i.test(what)) {
    named.others.push(...strings(user), ...strings(target_details));
    if (typeof accessible_by === "object" && accessible_by !== null) {
      named.others.push(...strings((accessible_by as Json).login));
    }
  }
  if (/team[_.](add|create)\w*repo|repo[_.]add_team/i.test(what)) named.groups.push(...strings(team));
}

/** GRANT … TO name: a role or a user, which only whoever knows the database can tell. */
function grantedInSql(text: string, { others }: Named): void {
  const statement =
    /\bGRANT\b[^;]{1,500}?\bTO\s+(?:(?:GROUP|ROLE|USER)\s+)?((?:"[^"]{1,100}"|[\w.@$-]{1,100})(?:\s*,\s*[\w.@$"-]{1,100}){0,20})/i;
  const names = statement.exec(text)?.[1] ?? "";
  for (const name of names.split(",")) {
    const plain = name.trim().replaceAll('"', "");
    if (plain !== "" && !/^public$/i.test(plain)) others.push(plain);
  }
}

function strings(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === "string" && one !== "" && one.length <= 300);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
