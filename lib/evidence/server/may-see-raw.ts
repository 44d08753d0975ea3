import { requireActor } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";

/**
 * Who may see evidence as it came, secrets and conversations included: those who work on the incident and those who
 * audit it. Everybody else who may see the incident sees it masked. A token needs one of the two scopes.
 */
export function maySeeRaw(ctx: Ctx): boolean {
  const { permissions } = requireActor(ctx);
  return permissions.has("respond") || permissions.has("audit");
}

export function requireRaw(ctx: Ctx): void {
  if (!maySeeRaw(ctx))
    throw new AppError(
      "forbidden",
      'Evidence as it came may hold secrets and needs the permission "respond" or "audit". Its events and records are open to you, masked.',
    );
}
