import { namedAsLetIn } from "./permission-change-names";

/** Who was let in, as far as a permission change says so itself. */
export interface LetIn {
  kind: "public" | "organisation" | "group" | "listed";
  /** The group's name, of kind `group`. */
  group: string | null;
  /** As the log writes them, of kind `listed`; one of them may be a group or a role. */
  names: string[];
}

export interface PermissionChange {
  audience: LetIn | null;
  /** What the change itself names as reached: the resources of a policy. */
  named: string[];
  /** It narrows, whatever its name says: made private, a member removed. */
  narrows: boolean;
}

const PUBLIC = [
  /\ballUsers\b|\ballAuthenticatedUsers\b|global\/AllUsers|people_with_link|public_on_the_web/,
  /AnonymousLink|\bAnyone\b|"?visibility"?"?\s*[:=]\s*"{0,2}public\b|\bTO\s+PUBLIC\b/i,
];
const EVERYBODY_INSIDE =
  /people_within_domain|shared_internally|global\/AuthenticatedUsers|CompanyLink|OrganizationLink|Everyone except external|"?visibility"?"?\s*[:=]\s*"{0,2}internal\b/i;
const NARROWING = /"?visibility"?"?\s*[:=]\s*"{0,2}private\b|"?action"?"?\s*:\s*"{0,2}REMOVE\b/;
const MOST_NAMED = 50;
const MOST_TEXT = 500_000;

/** Reads what the record of a permission change says of whom it let in and to what. Text that is no JSON gives less. */
export function readPermissionChange(record: string): PermissionChange {
  const text = record.slice(0, MOST_TEXT).replace(/\\+"/g, '"');
  const policies = policiesOf(parsed(record), 0);
  const open = policies.some(({ everyone }) => everyone) || PUBLIC.some((one) => one.test(text));
  const { groups, others } = namedAsLetIn(parsed(record), text);
  const [group = null] = groups;
  const nobody = { group: null, names: [] };
  const audience: LetIn | null = open
    ? { kind: "public", ...nobody }
    : EVERYBODY_INSIDE.test(text)
      ? { kind: "organisation", ...nobody }
      : group !== null
        ? { kind: "group", group, names: [] }
        : others.length > 0
          ? { kind: "listed", group: null, names: others }
          : null;
  const named = [...new Set([...policies.flatMap((policy) => policy.resources), ...tablesIn(text)])].slice(
    0,
    MOST_NAMED,
  );
  return { audience, named, narrows: NARROWING.test(text) };
}

interface Policy {
  resources: string[];
  everyone: boolean;
}

/** Statements of policies (IAM and what is built like it) anywhere in a record, also in strings that hold JSON. */
function policiesOf(value: unknown, depth: number): Policy[] {
  if (depth > 12) return [];
  if (typeof value === "string") return /^\s*[{[]/.test(value) ? policiesOf(parsed(value), depth + 1) : [];
  if (Array.isArray(value)) return value.slice(0, 1000).flatMap((one) => policiesOf(one, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  const { Effect, Resource, Principal } = value as Record<string, unknown>;
  if (Effect === "Allow") return [{ resources: strings(Resource), everyone: isEveryone(Principal) }];
  return Object.values(value).flatMap((one) => policiesOf(one, depth + 1));
}

/** What a GRANT in SQL is on. */
function tablesIn(text: string): string[] {
  const on = /\bGRANT\b[^;]{1,300}?\bON\s+(?:TABLE\s+|SCHEMA\s+|DATABASE\s+|VIEW\s+)?([\w.$"]{1,200})\s+TO\b/i.exec(
    text,
  );
  return on?.[1] ? [on[1].replaceAll('"', "")] : [];
}

function isEveryone(principal: unknown): boolean {
  const given = typeof principal === "object" && principal !== null ? Object.values(principal).flat() : [principal];
  return given.includes("*");
}

function strings(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === "string" && one !== "*");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
