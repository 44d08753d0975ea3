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

/** `aws iam get-account-authorization-details`, `list-users`, `get-group`; or a policy of a bucket or of a role. */
export function readAws(value: Json | Json[]): Exported | null {
  if (Array.isArray(value)) return null;
  const policy = policyOf(value.Policy) ?? policyOf(value);
  if (policy) return { shape: "AWS policy", ...grantsOf(policy, null) };
  const details = [...objectsIn(value.UserDetailList), ...objectsIn(value.GroupDetailList)];
  const users = objectsIn(value.UserDetailList ?? value.Users).filter((one) => textOf(one.UserName) !== null);
  if (users.length === 0 && details.length === 0) return null;
  const ofGroup = isObject(value.Group) ? textsOf(value.Group.GroupName) : [];
  const roles = objectsIn(value.RoleDetailList).length;
  const inline = details.flatMap(inlineGrants);
  return {
    shape: "AWS users and groups",
    principals: together(users.map((user) => toPrincipal(user, ofGroup))),
    grants: inline.flatMap(({ grants }) => grants),
    notes: [
      ...leftAside(roles, "role is", "roles are", "who takes a role on shows in its sessions."),
      ...new Set(inline.flatMap(({ notes }) => notes)),
    ],
  };
}

function toPrincipal(user: Json, ofGroup: readonly string[]): ExportedPrincipal {
  const name = textOf(user.UserName) ?? "";
  return {
    name,
    kind: null,
    aliases: [...textsOf(user.Arn).map((value) => ({ value })), { system: "aws-cloudtrail", value: name }],
    groups: [...new Set([...textsOf(user.GroupList), ...ofGroup])],
  };
}

function inlineGrants(one: Json) {
  const [user] = textsOf(one.UserName);
  const [group = ""] = textsOf(one.GroupName);
  const who = user ? { principal: user } : { group };
  const policies = [...objectsIn(one.UserPolicyList), ...objectsIn(one.GroupPolicyList)];
  return policies.flatMap(({ PolicyDocument }) => {
    const policy = policyOf(PolicyDocument);
    return policy ? [grantsOf(policy, who)] : [];
  });
}

/** A policy document, as JSON or as text that holds it, also as the API encodes it. */
function policyOf(value: unknown): Json[] | null {
  if (typeof value === "string") {
    try {
      return policyOf(JSON.parse(value.startsWith("%7B") ? decodeURIComponent(value) : value));
    } catch {
      return null;
    }
  }
  if (!isObject(value) || value.Statement === undefined) return null;
  const statements = [value.Statement].flat().filter(isObject);
  return statements.some(({ Effect }) => Effect === "Allow" || Effect === "Deny") ? statements : null;
}

/** What is allowed without a condition, to whom it is said. Everybody is an exposure, not a clearance. */
function grantsOf(statements: readonly Json[], who: ExportedGrant["who"] | null) {
  const grants: ExportedGrant[] = [];
  const principals: ExportedPrincipal[] = [];
  const aside = { denied: 0, conditional: 0, everybody: 0, accounts: 0 };
  for (const one of statements) {
    if (one.Effect !== "Allow") aside.denied += 1;
    else if (one.Condition !== undefined) aside.conditional += 1;
    else {
      const named = who ? [who] : namedIn(one.Principal, aside, principals);
      const resources = textsOf(one.Resource);
      const role = textsOf(one.Action).join(", ");
      for (const each of named) for (const resource of resources) grants.push({ who: each, resource, role });
    }
  }
  const notes = [
    ...leftAside(
      aside.everybody,
      "statement is",
      "statements are",
      "what lets everybody in is an exposure, not a clearance.",
    ),
    ...leftAside(aside.conditional, "statement is", "statements are", "it holds only under a condition."),
    ...leftAside(
      aside.denied,
      "statement is",
      "statements are",
      "it denies. Record a clearance with standing deny by hand.",
    ),
    ...leftAside(aside.accounts, "account is", "accounts are", "whom it holds the policy does not say."),
  ];
  return { grants, principals: together(principals), notes };
}

function namedIn(
  principal: unknown,
  aside: { everybody: number; accounts: number },
  principals: ExportedPrincipal[],
): ExportedGrant["who"][] {
  const arns = isObject(principal) ? textsOf(Object.values(principal).flat()) : textsOf(principal);
  return arns.flatMap((arn) => {
    if (arn === "*") {
      aside.everybody += 1;
      return [];
    }
    if (/^\d{12}$|:root$/.test(arn)) {
      aside.accounts += 1;
      return [];
    }
    const isUser = /:user\//.test(arn);
    principals.push({
      name: arn.split("/").pop() ?? arn,
      kind: isUser ? null : "service",
      aliases: [{ value: arn }],
      groups: [],
    });
    return [{ principal: arn }];
  });
}
