import { requirePermission } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { FORMATS } from "../formats/registry";
import type { FormatPage } from "../views";

/** Every log format that can be read, generic ones last. */
export async function listFormats(ctx: Ctx): Promise<FormatPage> {
  requirePermission(ctx, "read");
  const data = FORMATS.map(({ id, title, system, basis, blindSpots }) => ({
    id,
    title,
    system,
    basis,
    blindSpots: [...blindSpots],
  }));
  return { data, nextCursor: null };
}
