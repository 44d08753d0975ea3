import * as z from "zod";
import { RefParams, textInput } from "@/lib/api/inputs";
import { ColumnMappingInput } from "@/lib/evidence/inputs";

/** A live source: what it is called, and what its lines do not say themselves. */
export const OpenLiveSourceInput = z.object({
  name: textInput("Name the source, such as the agent or service that sends.", 120),
  system: textInput("Name the system, such as aws or m365.", 120).optional(),
  format: z.string().max(60).optional(),
  zone: z.string().max(60).optional(),
  dateOrder: z.enum(["dmy", "mdy"]).optional(),
  mapping: ColumnMappingInput.optional(),
});
export type OpenLiveSourceInput = z.output<typeof OpenLiveSourceInput>;

export const MakeIngestTokenInput = z.object({ name: textInput("Name the program that sends.", 120) });
export type MakeIngestTokenInput = z.output<typeof MakeIngestTokenInput>;

export const LiveSourceParams = RefParams.extend({ id: z.uuid() });
export const IngestTokenParams = LiveSourceParams.extend({ token: z.uuid() });
