import * as z from "zod";
import { instantInput } from "@/lib/api/inputs";

export const ListAuditQuery = z.object({
  action: z.string().trim().max(100).optional(),
  q: z.string().trim().max(200).optional(),
  from: instantInput().optional(),
  until: instantInput().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type ListAuditQuery = z.output<typeof ListAuditQuery>;
