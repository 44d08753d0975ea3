import { CLASSIFICATIONS } from "@/lib/assets/model";
import { ALWAYS, type Intervals, intersect, interval, subtract, union } from "./intervals";
import type { AssetFact, ExposureFacts, Gap, WindowFact } from "./model";

/** The facts as they stood at that instant. */
export function knownAt(facts: ExposureFacts, at: number | null): ExposureFacts {
  const then = at ?? Number.POSITIVE_INFINITY;
  const holds = (fact: { recordedAt: number; supersededAt: number | null }) =>
    fact.recordedAt <= then && (fact.supersededAt === null || fact.supersededAt > then);
  return {
    assets: facts.assets.filter(holds),
    windows: facts.windows.filter((window) => holds(window) && !window.withdrawn),
    principals: facts.principals.filter((principal) => principal.recordedAt <= then),
    aliases: facts.aliases.filter(holds),
    memberships: facts.memberships.filter(holds),
    clearances: facts.clearances.filter(holds),
    explanations: facts.explanations.filter(holds),
    sources: facts.sources
      .filter((source) => source.readyAt <= then)
      .map((source) => ({ ...source, coverage: source.coverage.filter(holds) })),
  };
}

export function hullOf(window: WindowFact, now: number): Intervals {
  return interval(window.openedEarliest, window.closedLatest ?? now);
}

export function coreOf(window: WindowFact, now: number): Intervals {
  return interval(window.openedLatest, window.closedEarliest ?? now);
}

/** The system's own alias wins over a general one; null when nobody has said who this is. */
export function resolve(facts: ExposureFacts, system: string, value: string) {
  const alias =
    facts.aliases.find((one) => one.value === value && one.system === system) ??
    facts.aliases.find((one) => one.value === value && one.system === null);
  return facts.principals.find((principal) => principal.id === alias?.principalId) ?? null;
}

export function during(fact: { from: number | null; until: number | null }): Intervals {
  return interval(fact.from ?? Number.NEGATIVE_INFINITY, fact.until ?? Number.POSITIVE_INFINITY);
}

function membership(facts: ExposureFacts, principalId: string, group: string): Intervals {
  const own = facts.memberships.filter((one) => one.principalId === principalId && one.group === group);
  return union(...own.map(during));
}

/** When the principal was cleared for the asset: what valid clearances give, without what a deny takes. */
export function clearedDuring(facts: ExposureFacts, principalId: string, asset: AssetFact): Intervals {
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
export function audienceDuring(facts: ExposureFacts, window: WindowFact, principalId: string): Intervals | null {
  const { kind, principals, group } = window.audience;
  if (kind === "public") return null;
  if (kind === "organisation") return ALWAYS;
  if (kind === "group") return membership(facts, principalId, group ?? "");
  return principals.includes(principalId) ? ALWAYS : [];
}

/** Sources of any of the asset's systems cover it; a system without any source leaves the whole window open. */
export function coverageGaps(facts: ExposureFacts, asset: AssetFact, hulls: Intervals): Gap[] {
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
function coverageOf(facts: ExposureFacts, system: string): Intervals {
  return union(
    ...facts.sources.map((source) => {
      const parts = source.coverage.filter((part) => part.system === system);
      return subtract(union(parts.filter((part) => !part.hole)), union(parts.filter((part) => part.hole)));
    }),
  );
}

export function partlyCovered(facts: ExposureFacts, asset: AssetFact, hulls: Intervals, gaps: readonly Gap[]): Gap[] {
  return [...new Set(asset.systems)]
    .filter((system) => facts.sources.some((source) => speaksFor(source, system)))
    .sort()
    .flatMap((system) =>
      subtract(subtract(hulls, coverageOf(facts, system)), union(gaps)).map((part) => ({ ...part, systems: [system] })),
    );
}
