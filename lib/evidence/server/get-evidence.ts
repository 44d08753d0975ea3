import { db } from "@/db/client";
import type { Ctx } from "@/lib/api/server/context";
import type { SourceView } from "../views";
import { requireSource } from "./find-source";
import { toSourceView } from "./to-source-view";

export async function getEvidence(ctx: Ctx, ref: string, id: string): Promise<SourceView> {
  const { source } = await requireSource(ctx, db(), ref, id, "read");
  return toSourceView(db(), source);
}
