import * as z from "zod";
import { ACTOR_KINDS } from "@/lib/evidence/model";
import { IDENTITY_BASES } from "./identities";
import { PRINCIPAL_KINDS } from "./model";

const actor = z.object({
  value: z.string(),
  labels: z.array(z.string()),
  systems: z.array(z.string()),
  /** As the logs say, where they agree. */
  kind: z.enum(ACTOR_KINDS),
  events: z.number(),
});

/** Names that may be of one principal, or of one that nobody has recorded yet. */
export const IdentitySuggestion = z.object({
  key: z.string(),
  basis: z.enum(IDENTITY_BASES),
  actors: z.array(actor),
  principal: z.object({ id: z.string(), name: z.string(), kind: z.enum(PRINCIPAL_KINDS) }).nullable(),
  /** The alias, label or name that it rests on. */
  matched: z.string(),
  /** Events to look at. */
  events: z.array(z.string()),
  /** Accesses in a window that are judged by who this is. */
  accesses: z.number(),
  decision: z.object({ decision: z.enum(["accepted", "ignored"]), by: z.string(), at: z.string() }).nullable(),
});
export type IdentitySuggestion = z.output<typeof IdentitySuggestion>;

/** A name that nobody has resolved; the heaviest decide most accesses. */
export const UnresolvedActor = actor.extend({
  accesses: z.number(),
  first: z.string().nullable(),
  last: z.string().nullable(),
});
export type UnresolvedActor = z.output<typeof UnresolvedActor>;

export const IdentityList = z.object({
  suggestions: z.array(IdentitySuggestion),
  unresolved: z.array(UnresolvedActor),
  /** All of them, also those not listed. */
  unresolvedCount: z.number(),
  /** Where the events could not be counted in the time there is. */
  uncounted: z.boolean(),
});
export type IdentityList = z.output<typeof IdentityList>;

export const DecidedIdentities = z.object({ accepted: z.number(), ignored: z.number(), unchanged: z.number() });
export type DecidedIdentities = z.output<typeof DecidedIdentities>;
