import * as z from "zod";
import { CLASSIFICATIONS } from "@/lib/assets/model";
import { PRINCIPAL_KINDS, STANDINGS } from "./model";

export const AliasView = z.object({ id: z.number(), system: z.string().nullable(), value: z.string() });
export type AliasView = z.output<typeof AliasView>;

export const PrincipalView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(PRINCIPAL_KINDS),
  aliases: z.array(AliasView),
  groups: z.array(z.object({ name: z.string(), from: z.string().nullable(), until: z.string().nullable() })),
});
export type PrincipalView = z.output<typeof PrincipalView>;
export const PrincipalPage = z.object({ data: z.array(PrincipalView), nextCursor: z.string().nullable() });
export type PrincipalPage = z.output<typeof PrincipalPage>;

export const ClearanceView = z.object({
  id: z.string(),
  principal: z.object({ id: z.string(), name: z.string() }).nullable(),
  group: z.string().nullable(),
  asset: z.object({ id: z.string(), name: z.string() }).nullable(),
  classification: z.enum(CLASSIFICATIONS).nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  standing: z.enum(STANDINGS),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type ClearanceView = z.output<typeof ClearanceView>;
export const ClearancePage = z.object({ data: z.array(ClearanceView), nextCursor: z.string().nullable() });
export type ClearancePage = z.output<typeof ClearancePage>;

export const GroupPage = z.object({
  data: z.array(z.object({ name: z.string(), members: z.number() })),
  nextCursor: z.string().nullable(),
});
export type GroupPage = z.output<typeof GroupPage>;

/** Only of a tried import: every row that would be refused, counted from 1; the other figures are of the rest. */
const wrong = z.array(z.object({ line: z.number(), message: z.string() })).optional();
export const ImportedPrincipals = z.object({
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  wrong,
});
export type ImportedPrincipals = z.output<typeof ImportedPrincipals>;
export const ImportedClearances = z.object({ created: z.number(), unchanged: z.number(), wrong });
export type ImportedClearances = z.output<typeof ImportedClearances>;
