import type { AssetAnswer, ClassAnswer, ExposureAnswer, ExposureFacts } from "../model";
import type { World } from "./random-world";

/** Nothing is superseded, withdrawn, merged or live, and a source covers one stretch: what can be sent by the API in one go. */
export function flatWorld({ facts, events, question, seed }: World): World {
  const flat = { recordedAt: 0, supersededAt: null };
  const current = <T extends { supersededAt: number | null }>(list: T[]) =>
    list.filter((one) => one.supersededAt === null).map((one) => ({ ...one, ...flat }));
  const lastOf = <T extends { id: string }>(list: T[]) =>
    [...new Map(list.map((one) => [one.id, one])).values()].map((one) => ({ ...one, ...flat }));
  const assets = lastOf(facts.assets);
  const memberships = facts.memberships.map((one) => ({ ...one, ...flat }));
  const groups = new Set(memberships.map((one) => one.group));
  const named = events.map((event) => ({ ...event, takenAt: null }));
  const kept: ExposureFacts = {
    assets,
    windows: lastOf(facts.windows).filter(
      ({ withdrawn, audience: { kind, principals, group } }) =>
        !withdrawn && (kind !== "listed" || principals.length > 0) && (kind !== "group" || groups.has(group ?? "")),
    ),
    principals: facts.principals.map((one) => ({
      ...one,
      recordedAt: 0,
      versions: one.versions.slice(-1).map((last) => ({ ...last, recordedAt: 0 })),
    })),
    merges: [],
    aliases: [...new Map(current(facts.aliases).map((one) => [JSON.stringify([one.system, one.value]), one])).values()],
    memberships: memberships.filter((one, i) => memberships.findIndex((other) => same(one, other)) === i),
    clearances: facts.clearances
      .map((one) => ({ ...one, ...flat }))
      .filter((one) => one.group === null || groups.has(one.group)),
    explanations: facts.explanations.map((one) => ({ ...one, ...flat })),
    sources: facts.sources.flatMap((source) => {
      const own = named.filter((event) => event.sourceId === source.id);
      if (own.length === 0) return [];
      const stated = source.coverage.find((part) => !part.hole);
      const at = own.map((event) => event.occurredAt);
      const { from, until } = stated ?? { from: Math.min(...at), until: Math.max(...at) + 1 };
      const coverage = [{ ...flat, system: source.system, from, until, hole: false }];
      return [{ ...source, readyAt: 0, live: false, coverage }];
    }),
  };
  return { seed, facts: kept, events: named, question: { now: question.now, knownAt: null } };
}

function same(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** An answer as the API tells it, in the ids of a world: every count, verdict, length and interval. */
export function toldAnswer(answer: ExposureAnswer) {
  return {
    exposedMs: toMs(answer.exposedMicros),
    unexplained: answer.unexplained,
    assets: answer.assets.map(toldAsset).sort((a, b) => (a.asset < b.asset ? -1 : 1)),
  };
}

function toldAsset(one: AssetAnswer) {
  const { accessed, exfiltrated, accesses, unauthorised, unknownOutcome, otherEvents, unnamedAccesses } = one;
  return {
    asset: one.assetId,
    exposedMs: toMs(one.exposedMicros),
    exposedPrincipalMs: one.exposedPrincipalMicros && toMs(one.exposedPrincipalMicros),
    coveredShare: one.coveredShare,
    coverageGaps: one.coverageGaps,
    partlyCovered: one.partlyCovered,
    verdicts: [accessed, exfiltrated],
    counts: { accesses, unauthorised, unknownOutcome, otherEvents, unnamedAccesses },
    matchesNothing: one.matchesNothing,
    couldReach: one.couldReach,
    couldButDidNot: one.couldButDidNot,
    unexplained: one.unexplained,
    principals: one.principals
      .map(({ principalId, actor, unauthorised, unauthorisedItself, denied, failed, through, forOthers, classes }) => ({
        who: principalId ?? JSON.stringify(actor),
        ...{ unauthorised, unauthorisedItself, denied, failed, through, forOthers },
        classes: Object.fromEntries(Object.entries(classes).map(([name, row]) => [name, toldClass(row)])),
      }))
      .sort((a, b) => (a.who < b.who ? -1 : 1)),
  };
}

function toldClass({ records, bytes, moreIps: _, ...row }: ClassAnswer) {
  const all = row.certain + row.possible;
  const stated = ({ sum, unstated }: ClassAnswer["records"]) => ({
    sum: unstated >= all ? null : sum,
    atLeast: unstated > 0 && unstated < all,
  });
  return { ...row, records: stated(records), bytes: stated(bytes) };
}

function toMs({ certain, possible }: { certain: number; possible: number }) {
  return { certain: certain / 1000, possible: possible / 1000 };
}
