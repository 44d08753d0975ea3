import { CLASSIFICATIONS } from "@/lib/assets/model";
import { ALWAYS, type Intervals, intersect, interval, subtract, union } from "./intervals";
import type { AssetFact, ExposureFacts, Gap, WindowFact } from "./model";

/** The facts as they stood at that instant, each said of whoever the principal turned out to be by then. */
export function knownAt(all: ExposureFacts, at: number | null): KnownFacts {
  const then = at ?? Number.POSITIVE_INFINITY;
  const holds = (fact: { recordedAt: number; supersededAt: number | null }) =>
    fact.recordedAt <= then && (fact.supersededAt === null || fact.supersededAt > then);
  const merges = all.merges.filter(holds);
  const is = (id: string): string => {
    const merge = merges.find((one) => one.mergedId === id);
    return merge ? is(merge.survivorId) : id;
  };
  const who = <T extends { principalId: string | null }>(fact: T): T =>
    fact.principalId === null ? fact : { ...fact, principalId: is(fact.principalId) };
  return {
    assets: all.assets.filter(holds),
    windows: all.windows
      .filter((window) => holds(window) && !window.withdrawn)
      .map((one) => ({ ...one, audience: { ...one.audience, principals: one.audience.principals.map(is) } })),
    principals: all.principals
      .filter((principal) => principal.recordedAt <= then && is(principal.id) === principal.id)
      .map(({ id, versions }) => ({ id, kind: versions.find(holds)?.kind ?? "unknown" })),
    aliases: all.aliases.filter(holds).map(who),
    memberships: all.memberships.filter(holds).map(who),
    clearances: all.clearances.filter(holds).map(who),
    explanations: all.explanations.filter(holds).map(who),
    sources: all.sources
      .filter((source) => source.readyAt <= then)
      .map((source) => ({ ...source, coverage: source.coverage.filter(holds) })),
  };
}

/** What was known at one instant. */
export interface KnownFacts extends Omit<ExposureFacts, "principals" | "merges"> {
  principals: { id: string; kind: string }[];
}

export function hullOf(window: WindowFact, now: number): Intervals {
  return interval(window.openedEarliest, window.closedLatest ?? now);
}

export function coreOf(window: WindowFact, now: number): Intervals {
  return interval(window.openedLatest, window.closedEarliest ?? now);
}

/** The system's own alias wins over a general one; null when nobody has said who this is. */
export function resolve(facts: KnownFacts, system: string, value: string) {
  const alias =
    facts.aliases.find((one) => one.value === value && one.system === system) ??
    facts.aliases.find((one) => one.value === value && one.system === null);
  return facts.principals.find((principal) => principal.id === alias?.principalId) ?? null;
}

export function during(fact: { from: number | null; until: number | null }): Intervals {
  return interval(fact.from ?? Number.NEGATIVE_INFINITY, fact.until ?? Number.POSITIVE_INFINITY);
}

function membership(facts: KnownFacts, principalId: string, group: string): Intervals {
  const own = facts.memberships.filter((one) => one.principalId === principalId && one.group === group);
  return union(...own.map(during));
}

/** When the principal was cleared for the asset: what valid clearances give, without what a deny takes. */
export function clearedDuring(facts: KnownFacts, principalId: string, asset: AssetFact): Intervals {
  const rank = CLASSIFICATIONS.indexOf(asset.classification);
  const given = (standing: "valid" | "deny") =>
    facts.clearances
      .filter((one) => one.standing === standing)
      .filter((one) =>
        one.assetId !== null
          ? one.assetId === asset.id
          : one.classification !== null && CLASSIFICATIONS.indexOf(one.classification) >= rank,
      )
      .map((one) => {
        if (one.group !== null) return intersect(during(one), membership(facts, principalId, one.group));
        return one.principalId === principalId ? during(one) : [];
      });
  return subtract(union(...given("valid")), union(...given("deny")));
}

/** When the principal is in the window's audience; null for an audience that can't be counted. */
export function audienceDuring(facts: KnownFacts, window: WindowFact, principalId: string): Intervals | null {
  const { kind, principals, group } = window.audience;
  if (kind === "public") return null;
  if (kind === "organisation") return ALWAYS;
  if (kind === "group") return membership(facts, principalId, group ?? "");
  return principals.includes(principalId) ? ALWAYS : [];
}

/** Sources of any of the asset's systems cover it; a system without any source leaves the whole window open. */
export function coverageGaps(facts: KnownFacts, asset: AssetFact, hulls: Intervals): Gap[] {
  const covered = union(...asset.systems.map((system) => coverageOf(facts, system)));
  const absent = asset.systems.filter((system) => !facts.sources.some((source) => speaksFor(source, system))).sort();
  const silent = subtract(hulls, covered).map((part) => ({ ...part, systems: [...new Set(asset.systems)].sort() }));
  const rest = absent.length === 0 ? [] : subtract(hulls, silent).map((part) => ({ ...part, systems: absent }));
  return [...silent, ...rest].sort((a, b) => a.from - b.from);
}

function speaksFor(source: ExposureFacts["sources"][number], system: string): boolean {
  return source.system === system || source.coverage.some((part) => part.system === system);
}

/** Per source what it covers without its own holes, then all of them together. */
function coverageOf(facts: KnownFacts, system: string): Intervals {
  return union(
    ...facts.sources.map((source) => {
      const parts = source.coverage.filter((part) => part.system === system);
      return subtract(union(parts.filter((part) => !part.hole)), union(parts.filter((part) => part.hole)));
    }),
  );
}

export function partlyCovered(facts: KnownFacts, asset: AssetFact, hulls: Intervals, gaps: readonly Gap[]): Gap[] {
  return [...new Set(asset.systems)]
    .filter((system) => facts.sources.some((source) => speaksFor(source, system)))
    .sort()
    .flatMap((system) =>
      subtract(subtract(hulls, coverageOf(facts, system)), union(gaps)).map((part) => ({ ...part, systems: [system] })),
    );
}
