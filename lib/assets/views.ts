import * as z from "zod";
import { CLASSIFICATIONS } from "./model";

export const AssetView = z.object({
  id: z.string(),
  name: z.string(),
  classification: z.enum(CLASSIFICATIONS),
  owner: z.string().nullable(),
  systems: z.array(z.string()),
  patterns: z.array(z.object({ system: z.string().optional(), resource: z.string() })),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type AssetView = z.output<typeof AssetView>;

export const AssetPage = z.object({ data: z.array(AssetView), nextCursor: z.string().nullable() });
export type AssetPage = z.output<typeof AssetPage>;

/** What a pattern matches of what imported logs name, over the incidents that one may see. */
export const MatchingResources = z.object({
  /** Distinct names; no more are counted than `most`. */
  resources: z.number(),
  most: z.number(),
  incidents: z.number(),
  examples: z.array(z.string()),
});
export type MatchingResources = z.output<typeof MatchingResources>;
