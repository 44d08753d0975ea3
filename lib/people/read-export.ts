import { type Exported, isObject, type Json } from "./exported";
import { readAws } from "./read-aws";
import { readAzure, readGcp, readGitHub } from "./read-grants";
import { readScim } from "./read-scim";

/**
 * What a directory or a cloud exported, recognised by its shape: SCIM users and groups, AWS accounts and bucket policies,
 * Google Cloud policies, Azure role assignments, GitHub collaborators, members and teams. Null where it is none of them.
 */
export function readExport(value: unknown): Exported | null {
  const readers: ((value: Json | Json[]) => Exported | null)[] = [readScim, readAws, readGcp, readAzure, readGitHub];
  const given = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? value : null;
  if (given === null || (Array.isArray(value) && (given as Json[]).length < value.length)) return null;
  for (const read of readers) {
    const found = read(given);
    if (found) return found;
  }
  return null;
}
