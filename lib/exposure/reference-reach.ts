import { containsInstant, type Intervals, intersect, subtract, union } from "./intervals";
import type { AssetFact, ExposureFacts, Question } from "./model";
import { countAt, type ReachStep } from "./reach";
import { audienceDuring, clearedDuring, coreOf, hullOf, type KnownFacts, knownAt } from "./reference-facts";

export interface ReferenceReach {
  /** By id of asset. */
  assets: Map<string, ReachStep[]>;
  /** A principal who can reach several assets counts once. */
  together: ReachStep[];
}

/**
 * How many could reach without clearance over time, said slowly: at every instant at which anything begins or ends,
 * each principal is asked anew. Used by tests only.
 */
export function referenceReach(all: ExposureFacts, question: Question): ReferenceReach {
  const facts = knownAt(all, question.knownAt);
  const assets = facts.assets.filter((asset) => facts.windows.some((window) => window.assetId === asset.id));
  const each = assets.map((asset) => facts.principals.map(({ id }) => reachOf(facts, asset, id, question.now)));
  const together = facts.principals.map((_, i) => ({
    cores: union(...each.map((people) => people[i]?.cores ?? [])),
    hulls: union(...each.map((people) => people[i]?.hulls ?? [])),
  }));
  return {
    assets: new Map(assets.map((asset, i) => [asset.id, counted(each[i] ?? [])])),
    together: counted(together),
  };
}

interface Reach {
  cores: Intervals;
  hulls: Intervals;
}

function reachOf(facts: KnownFacts, asset: AssetFact, principal: string, now: number): Reach {
  const windows = facts.windows.filter((window) => window.assetId === asset.id);
  const cleared = clearedDuring(facts, principal, asset);
  const within = (span: typeof hullOf) =>
    subtract(
      union(...windows.map((one) => intersect(span(one, now), audienceDuring(facts, one, principal) ?? []))),
      cleared,
    );
  return { cores: within(coreOf), hulls: within(hullOf) };
}

function counted(people: readonly Reach[]): ReachStep[] {
  const bounds = people.flatMap(({ cores, hulls }) => [...cores, ...hulls].flatMap(({ from, until }) => [from, until]));
  const steps: ReachStep[] = [];
  for (const at of [...new Set(bounds)].sort((a, b) => a - b)) {
    const certain = people.filter((one) => containsInstant(one.cores, at)).length;
    const possible = people.filter((one) => containsInstant(one.hulls, at)).length;
    const before = countAt(steps, at);
    if (before.certain !== certain || before.possible !== possible) steps.push({ at, certain, possible });
  }
  return steps;
}
