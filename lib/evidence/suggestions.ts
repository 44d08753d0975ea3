import * as z from "zod";
import { optionalText, RefParams } from "@/lib/api/inputs";

/** What every suggestion has: the events that it rests on, and what somebody decided about it. */
const common = {
  key: z.string(),
  events: z.array(z.string()),
  decision: z
    .object({
      decision: z.enum(["accepted", "ignored"]),
      reason: z.string().nullable(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
};

/** Who was let in, where the change itself says so; names that nobody has resolved are told apart. */
const audience = z.object({
  kind: z.enum(["public", "organisation", "group", "listed"]),
  group: z.string().nullable(),
  principals: z.array(z.object({ id: z.string(), name: z.string() })),
  unresolved: z.array(z.string()),
});
export type SuggestedAudience = z.output<typeof audience>;

/** A stretch of time in which a permission change left a resource open. */
export const WindowSuggestion = z.object({
  ...common,
  kind: z.literal("window"),
  resource: z.string(),
  system: z.string(),
  openedAt: z.string(),
  openedBy: z.string().nullable(),
  openedAction: z.string(),
  /** Null: no log shows that it was closed. */
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAction: z.string().nullable(),
  openedEvents: z.array(z.string()),
  closedEvents: z.array(z.string()),
  audience: audience.nullable(),
  /** What the change names as reached, beside the resource. */
  named: z.array(z.string()),
  /** Assets that it opened and that have no window at that time yet. */
  assets: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type WindowSuggestion = z.output<typeof WindowSuggestion>;

/** A grant that opened a window which is recorded: valid in the system, void in policy, for whom it let in. */
export const GrantSuggestion = z.object({
  ...common,
  kind: z.literal("grant"),
  resource: z.string(),
  system: z.string(),
  openedAt: z.string(),
  openedBy: z.string().nullable(),
  openedAction: z.string(),
  closedAt: z.string().nullable(),
  closedAction: z.string().nullable(),
  openedEvents: z.array(z.string()),
  closedEvents: z.array(z.string()),
  audience,
  /** The windows that it opened. */
  windows: z.array(z.object({ id: z.string(), asset: z.string(), assetName: z.string() })),
});
export type GrantSuggestion = z.output<typeof GrantSuggestion>;

/** An identity that nobody has said is an AI system. */
export const AgentSuggestion = z.object({
  ...common,
  kind: z.literal("agent"),
  actor: z.string(),
  /** Whose logs name it so. */
  systems: z.array(z.string()),
  /** Whether a log calls it an agent, or only its name does. */
  said: z.boolean(),
  count: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
});

/** Something that was reached often and that no asset's pattern matches. */
export const AssetSuggestion = z.object({
  ...common,
  kind: z.literal("asset"),
  resource: z.string(),
  system: z.string().nullable(),
  type: z.string().nullable(),
  /** How many names of resources begin with it, and how often those were reached. */
  names: z.number(),
  count: z.number(),
  patterns: z.array(z.string()),
});
export type AssetSuggestion = z.output<typeof AssetSuggestion>;

const sourceOf = z.object({ id: z.string(), filename: z.string(), system: z.string().nullable() });

/** Two sources that have the same ids at times that differ by the same amount. Nothing is shifted by it. */
export const ClockSuggestion = z.object({
  ...common,
  kind: z.literal("clock"),
  sources: z.tuple([sourceOf, sourceOf]),
  by: z.enum(["trace", "event id"]),
  /** How much later the second source has it; the middle one of `count`. */
  offsetMs: z.number(),
  count: z.number(),
});

export const SuggestionView = z.discriminatedUnion("kind", [
  WindowSuggestion,
  GrantSuggestion,
  AgentSuggestion,
  AssetSuggestion,
  ClockSuggestion,
]);
export type SuggestionView = z.output<typeof SuggestionView>;

export const SuggestionList = z.object({
  data: z.array(SuggestionView),
  nextCursor: z.null(),
  /** Further permission changes of which less speaks for an exposure. */
  otherChanges: z.number(),
  /** What could not be looked for in the time there is. */
  leftOut: z.array(z.enum(["window", "agent", "asset", "clock"])),
});
export type SuggestionList = z.output<typeof SuggestionList>;

export const SuggestionParams = RefParams.extend({ key: z.string().regex(/^[a-z]{1,10}-[0-9a-f]{20}$/) });

export const DecideSuggestionInput = z.strictObject({
  decision: z.enum(["accepted", "ignored"]),
  reason: optionalText(2000).optional(),
  /** What it suggests was done already, by hand: accepting then only records that. */
  done: z.boolean().default(false),
  /** Of a window: whether the grant is recorded as void too, for the group or the principals that it let in. */
  voidGrant: z.boolean().default(true),
});
export type DecideSuggestionInput = z.output<typeof DecideSuggestionInput>;
