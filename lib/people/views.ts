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
  /** Whoever was merged into this one; `into` is another one where that was merged in turn. */
  merged: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(PRINCIPAL_KINDS),
      into: z.string(),
      intoName: z.string(),
      reason: z.string().nullable(),
      recordedAt: z.string(),
      recordedBy: z.string(),
    }),
  ),
});
export type PrincipalView = z.output<typeof PrincipalView>;
export const PrincipalPage = z.object({ data: z.array(PrincipalView), nextCursor: z.string().nullable() });
export type PrincipalPage = z.output<typeof PrincipalPage>;

const PRINCIPAL_CHANGES = [
  "created",
  "alias_recorded",
  "alias_gone",
  "membership_recorded",
  "membership_gone",
  "clearance_recorded",
  "clearance_gone",
  "merged",
  "split",
] as const;

export const PrincipalHistory = z.object({
  data: z.array(
    z.object({
      at: z.string(),
      /** Null where only the audit log says who. */
      by: z.string().nullable(),
      kind: z.enum(PRINCIPAL_CHANGES),
      /** The alias, group, asset, classification or principal. */
      subject: z.string(),
      /** The alias's system, the clearance's standing, or into whom it was merged. */
      detail: z.string().nullable(),
      from: z.string().nullable(),
      until: z.string().nullable(),
    }),
  ),
  nextCursor: z.null(),
  more: z.boolean(),
});
export type PrincipalHistory = z.output<typeof PrincipalHistory>;
export type PrincipalChange = PrincipalHistory["data"][number];

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

/** One part of a change: added, taken away, or another one than before. */
const changePart = z.object({
  sign: z.enum(["+", "-", "~"]),
  what: z.enum(["kind", "alias", "group", "clearance"]),
  text: z.string(),
  /** The alias's system, the clearance's standing, the former kind. */
  detail: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
});
export type ChangePart = z.output<typeof changePart>;

/** What an import changes of one principal or group; `gone`: the file does not name it any more. */
export const ImportChange = z.object({
  change: z.enum(["created", "changed", "gone"]),
  name: z.string(),
  parts: z.array(changePart),
});
export type ImportChange = z.output<typeof ImportChange>;

/** Only of a tried import: rows that would be refused, counted from 1; the other figures are of the rest. */
const tried = {
  wrong: z.array(z.object({ line: z.number(), message: z.string() })).optional(),
  /** The first of them, where they are many. */
  changes: z.array(ImportChange).optional(),
  moreChanges: z.number().optional(),
  /** Given back with the import, it is done only if it still is what was shown. */
  plan: z.string().optional(),
};

/** `gone`: memberships, or clearances, that the file does not hold any more. */
export const ImportResult = z.object({
  created: z.number(),
  updated: z.number(),
  gone: z.number(),
  unchanged: z.number(),
  ...tried,
});
export type ImportResult = z.output<typeof ImportResult>;
