import type { AudienceKind, ExposurePath } from "@/lib/exposure/audience";
import type { AccessClass } from "@/lib/exposure/model";
import type { WindowView } from "@/lib/exposure/views";

export const AUDIENCE_WORDS: Record<AudienceKind, string> = {
  listed: "Named people",
  group: "A group",
  organisation: "Everyone inside",
  public: "The public",
};

export const PATH_WORDS: Record<ExposurePath, string> = {
  permission_change: "Permission change",
  public_link: "Public link",
  agent_output: "Agent output",
  leaked_credential: "Leaked credential",
  misconfiguration: "Misconfiguration",
  integration_flaw: "Flaw of an integration",
  other: "Other",
};

export function pathWord(path: string): string {
  return (PATH_WORDS as Record<string, string>)[path] ?? path;
}

export const CLASS_WORDS: Record<AccessClass, string> = {
  uncleared: "Uncleared",
  unresolved: "Unresolved",
  explained: "Explained",
  cleared: "Cleared",
};

/** "eng-all", "everyone inside", "3 named people", "the public". */
export function audienceText({ kind, principals, group }: WindowView["audience"]): string {
  if (kind === "group") return group ?? "a group";
  if (kind === "organisation") return "everyone inside";
  if (kind === "public") return "the public";
  const [first] = principals;
  return principals.length === 1 && first ? first.name : `${principals.length} named`;
}

/** 94.7 %, and never 100 % while something is missing. */
export function shareText(share: number): string {
  if (share >= 1) return "100 %";
  if (share <= 0) return "0 %";
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
