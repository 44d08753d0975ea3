import { matchesResource } from "@/lib/exposure/patterns";
import { instantToMicros } from "@/lib/time/instant";
import { maskTokens } from "../masking";
import type { LetIn } from "../permission-change";
import type { GrantSuggestion, SuggestedAudience, WindowSuggestion } from "../suggestions";
import { keyOf } from "./suggest-key";
import type { KnownAlias, Recorded } from "./suggest-recorded";
import type { Facts, Opening } from "./suggestion-facts";

const MINUTE_MICROS = 60_000_000;

type Asset = Recorded["assets"][number];
type Window = Recorded["windows"][number];

/** Stretches that a permission change left open and of which an asset has no window yet, the most telling first. */
export function windowsIn(facts: Facts, recorded: Recorded): Omit<WindowSuggestion, "decision">[] {
  const { windows } = recorded;
  const weighed = facts.openings.flatMap((opening) => {
    const matched = recorded.assets.filter((asset) => isOpenedBy(asset, opening));
    const missing = matched.filter((asset) => !windows.some((window) => holds(window, asset, opening)));
    const isRecorded = windows.some(({ openedEvidence }) => openedEvidence.includes(opening.stretch.opened.id));
    if (isRecorded || (matched.length > 0 && missing.length === 0)) return [];
    const weight = weightOf(opening, missing.length);
    if (weight < 3) return [];
    const assets = missing.map(({ id, name }) => ({ id, name }));
    const { closed } = opening.stretch;
    const view = {
      ...stretchOf(opening),
      kind: "window" as const,
      key: keyOf("window", ...identityOf(opening)),
      closedBy: closed ? masked(closed.row.onBehalfOf ?? closed.row.actor) : null,
      audience: audienceOf(opening, recorded),
      named: opening.says.named.map(maskTokens),
      assets,
    };
    return [{ weight, view }];
  });
  return weighed
    .sort((a, b) => b.weight - a.weight || (a.view.openedAt < b.view.openedAt ? -1 : 1))
    .map(({ view }) => view);
}

/** Grants that opened a window which is recorded, and that nobody has said are void for whom they let in. */
export function grantsIn(facts: Facts, recorded: Recorded): Omit<GrantSuggestion, "decision">[] {
  return facts.openings.flatMap((opening) => {
    const audience = audienceOf(opening, recorded);
    if (!audience || !letsSomebodyIn(audience)) return [];
    const opened = recorded.windows.flatMap((window) => {
      const asset = recorded.assets.find(({ id }) => id === window.assetId);
      const cites = window.openedEvidence.includes(opening.stretch.opened.id);
      if (!asset || !(cites || (isOpenedBy(asset, opening) && holds(window, asset, opening)))) return [];
      return isVoid(asset, audience, opening, recorded)
        ? []
        : [{ id: window.id, asset: asset.id, assetName: asset.name }];
    });
    if (opened.length === 0) return [];
    const key = keyOf("grant", ...identityOf(opening));
    return [{ ...stretchOf(opening), kind: "grant" as const, key, audience, windows: opened }];
  });
}

/** A group, or principals of whom every one is known: only of them a clearance can be void. */
export function letsSomebodyIn({ kind, principals, unresolved }: SuggestedAudience): boolean {
  return kind === "group" || (kind === "listed" && principals.length > 0 && unresolved.length === 0);
}

function isVoid(
  { id }: Asset,
  { group, principals }: SuggestedAudience,
  { stretch: { opened } }: Opening,
  { voids, aliases }: Recorded,
): boolean {
  const at = instantToMicros(opened.at);
  const ofAsset = voids.filter(
    ({ assetId, from, until }) =>
      assetId === id &&
      (from === null || instantToMicros(from) - MINUTE_MICROS <= at) &&
      (until === null || at < instantToMicros(until)),
  );
  if (group !== null) return ofAsset.some(({ groupName }) => groupName === group);
  const ids = principals.map((one) => aliases.find((alias) => alias.id === one.id)?.principalId);
  return ids.every((one) => ofAsset.some(({ principalId }) => principalId === one));
}

function audienceOf({ stretch: { opened }, says }: Opening, recorded: Recorded): SuggestedAudience | null {
  return says.audience && resolved(says.audience, opened.system, recorded);
}

/** Who the named are, as aliases say; a single name that is a group's is that group. */
function resolved({ kind, group, names }: LetIn, system: string, { aliases, groups }: Recorded): SuggestedAudience {
  const [only] = names;
  if (
    kind === "listed" &&
    names.length === 1 &&
    only !== undefined &&
    !aliasFor(aliases, only, system) &&
    groups.has(only)
  )
    return { kind: "group", group: only, principals: [], unresolved: [] };
  // A window for a group whose name nobody may read could be no more than a wrong one.
  if (group !== null && maskTokens(group) !== group)
    return { kind, group: null, principals: [], unresolved: [maskTokens(group)] };
  const found = new Map<string, string>();
  const unresolved: string[] = [];
  for (const name of names) {
    const alias = aliasFor(aliases, name, system);
    if (alias) found.set(alias.id, alias.name);
    else unresolved.push(maskTokens(name));
  }
  return { kind, group, principals: [...found].map(([id, name]) => ({ id, name })), unresolved };
}

/** The alias of the log's own system wins over a general one; of an ARN its last part will do. */
function aliasFor(aliases: readonly KnownAlias[], name: string, system: string): KnownAlias | undefined {
  const words = name.startsWith("arn:") ? [name, name.split("/").pop() ?? name] : [name];
  for (const word of words) {
    const named = aliases.filter(({ value }) => value === word);
    const found = named.find((alias) => alias.system === system) ?? named.find((alias) => alias.system === null);
    if (found) return found;
  }
  return undefined;
}

/** How much speaks for it that this change exposed something. */
function weightOf({ stretch, says }: Opening, assetsMissing: number): number {
  const audience = { public: 8, organisation: 6, group: 1, listed: 1 }[says.audience?.kind ?? "group"];
  return (
    (says.audience ? audience : 0) +
    (assetsMissing > 0 ? 6 : 0) +
    (stretch.opened.byAgent ? 4 : 0) +
    (stretch.closed ? 2 : 0)
  );
}

function isOpenedBy({ patterns }: Asset, { stretch: { opened }, says }: Opening): boolean {
  return patterns.some(
    ({ system, resource }) =>
      (!system || system === opened.system) &&
      [opened.resource, ...says.named].some((name) => name === resource || matchesResource(resource, name)),
  );
}

function holds(window: Window, asset: Asset, { stretch: { opened } }: Opening): boolean {
  if (window.assetId !== asset.id) return false;
  const at = instantToMicros(opened.at);
  const ends = window.closedAtLatest ? instantToMicros(window.closedAtLatest) : Number.POSITIVE_INFINITY;
  return instantToMicros(window.openedAtEarliest) - MINUTE_MICROS <= at && at <= ends + MINUTE_MICROS;
}

function masked(name: string | null): string | null {
  return name === null ? null : maskTokens(name);
}

function identityOf({ stretch: { opened } }: Opening): string[] {
  return [opened.system, opened.resource, opened.action, opened.at];
}

function stretchOf({ stretch }: Opening) {
  const { opened, also, closed } = stretch;
  const openedEvents = [opened, ...also].slice(0, 10).map(({ id }) => id);
  const closedEvents = closed ? [closed.id] : [];
  return {
    resource: maskTokens(opened.resource),
    system: opened.system,
    openedAt: opened.at,
    openedBy: masked(opened.row.onBehalfOf ?? opened.row.actor),
    openedAction: maskTokens(opened.action),
    closedAt: closed?.at ?? null,
    closedAction: closed ? maskTokens(closed.action) : null,
    openedEvents,
    closedEvents,
    events: [...openedEvents, ...closedEvents],
  };
}
