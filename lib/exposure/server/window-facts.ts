import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { assets, groupMemberships, principals } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import { type StatedEnds, type WindowEnds, windowEnds } from "../bounds";
import type { AudienceInput } from "../inputs";

export function refuseEnds(stated: StatedEnds): WindowEnds {
  const ends = windowEnds(stated);
  if (!("field" in ends)) return ends;
  throw new AppError("invalid", ends.message, { fields: [{ pointer: `/${ends.field}`, message: ends.message }] });
}

export async function requireAsset(executor: Executor, id: string): Promise<{ id: string; name: string }> {
  const [asset] = await executor
    .select({ id: assets.id, name: assets.name })
    .from(assets)
    .where(and(eq(assets.id, id), isNull(assets.supersededAt)));
  if (asset) return asset;
  const message = "There is no such asset. Create it first, then give its id.";
  throw new AppError("invalid", message, { fields: [{ pointer: "/asset", message }] });
}

export interface AudienceColumns {
  audienceKind: AudienceInput["kind"];
  audiencePrincipals: number[] | null;
  audienceGroup: string | null;
}

/** Principals may be given by id or by name. */
export async function audienceColumns(executor: Executor, audience: AudienceInput): Promise<AudienceColumns> {
  const { kind, group } = audience;
  if (kind === "group") await requireGroup(executor, group ?? "");
  if (kind !== "listed") return { audienceKind: kind, audiencePrincipals: null, audienceGroup: group || null };
  const given = [...new Set(audience.principals ?? [])];
  const found = await executor
    .select({ id: principals.id, publicId: principals.publicId, name: principals.name })
    .from(principals)
    .where(or(inArray(sql`${principals.publicId}::text`, given), inArray(principals.name, given)));
  const idOf = new Map(found.flatMap(({ id, publicId, name }) => [[name, id] as const, [publicId, id] as const]));
  const unknown = given.filter((one) => !idOf.has(one));
  if (unknown.length > 0) {
    const message = `There is no principal "${unknown[0]}"${unknown.length > 1 ? ` (and ${unknown.length - 1} more)` : ""}. Import it first.`;
    throw new AppError("invalid", message, { fields: [{ pointer: "/audience/principals", message }] });
  }
  const ids = [...new Set(given.map((one) => idOf.get(one) as number))].sort((a, b) => a - b);
  return { audienceKind: kind, audiencePrincipals: ids, audienceGroup: null };
}

/** A name that nobody was ever a member of is a slip: it would be an audience of nobody. */
async function requireGroup(executor: Executor, name: string): Promise<void> {
  const [member] = await executor
    .select({ id: groupMemberships.id })
    .from(groupMemberships)
    .where(and(eq(groupMemberships.groupName, name), isNull(groupMemberships.supersededAt)))
    .limit(1);
  if (member) return;
  const message = `There is no group "${name}" with any member, now or then. Import its members first, or check the name.`;
  throw new AppError("invalid", message, { fields: [{ pointer: "/audience/group", message }] });
}
