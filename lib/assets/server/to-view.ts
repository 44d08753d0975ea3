import type { assets } from "@/db/schema";
import type { AssetView } from "../views";

export function toAssetView(row: typeof assets.$inferSelect): AssetView {
  const { id, name, classification, owner, systems, patterns, recordedAt, recordedBy } = row;
  return { id, name, classification, owner, systems, patterns, recordedAt, recordedBy };
}
