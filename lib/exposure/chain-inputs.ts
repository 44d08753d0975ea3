import * as z from "zod";
import { instantInput } from "@/lib/api/inputs";
import { ExposureQuery } from "./inputs";

export const ChainQuery = ExposureQuery.extend({
  /** Begins at this instant; left out, at the first step. */
  from: instantInput().optional(),
  /** The events of one step, as it handed out; each is then a step of its own. */
  run: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type ChainQuery = z.output<typeof ChainQuery>;
