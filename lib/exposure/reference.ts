import { ACCESS_VERBS, type Verb } from "@/lib/evidence/model";
import { containsInterval, type Intervals, intersect, lengthMicros, overlaps, subtract, union } from "./intervals";
import {
  type AccessClass,
  type AssetAnswer,
  type AssetFact,
  type CertainPossible,
  type ClassAnswer,
  type EventFact,
  type ExposureAnswer,
  type ExposureFacts,
  MOST_ADDRESSES,
  type PrincipalAnswer,
  type Question,
  type WindowFact,
} from "./model";
import { matchesResource } from "./patterns";
import {
  audienceDuring,
  clearedDuring,
  coreOf,
  coverageGaps,
  during,
  hullOf,
  type KnownFacts,
  knownAt,
  partlyCovered,
  resolve,
} from "./reference-facts";

/**
 * The exposure answer, said slowly and plainly: one event after another against every fact. It shares nothing with the
 * SQL but the shape of facts and answer, and the tests hold the two against each other.
 */
export function referenceAnswer(all: ExposureFacts, events: readonly EventFact[], question: Question): ExposureAnswer {
  const facts = knownAt(all, question.knownAt);
  const sources = new Set(facts.sources.map((source) => source.id));
  const known = events.filter(
    (event) =>
      sources.has(event.sourceId) &&
      (event.takenAt === null || question.knownAt === null || event.takenAt <= question.knownAt),
  );
  const assets = facts.assets
    .filter((asset) => facts.windows.some((window) => window.assetId === asset.id))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((asset) => assetAnswer(facts, asset, known, question.now));
  const present = facts.windows.filter((window) => facts.assets.some((asset) => asset.id === window.assetId));
  return {
    exposedMicros: {
      certain: lengthMicros(union(...present.map((window) => coreOf(window, question.now)))),
      possible: lengthMicros(union(...present.map((window) => hullOf(window, question.now)))),
    },
    assets,
    unexplained: assets.reduce((sum, asset) => sum + asset.unexplained, 0),
  };
}

interface Who {
  key: string;
  principalId: string | null;
  actor: string | null;
}

interface Access {
  event: EventFact;
  who: Who[];
  class: AccessClass;
  /** Key of whoever's clearance decided. */
  judged: string;
  /** In a core. */
  certain: boolean;
  /** Nothing even in part speaks for it. */
  whollyUnauthorised: boolean;
  inHull: boolean;
  through: boolean;
}

function doesTouch(asset: AssetFact, event: EventFact): boolean {
  return event.resources.some((resource) =>
    asset.patterns.some(
      (pattern) =>
        (pattern.system === null || pattern.system === event.system) && matchesResource(pattern.resource, resource),
    ),
  );
}

function isAccessVerb({ verb }: EventFact): boolean {
  return (ACCESS_VERBS as readonly Verb[]).includes(verb);
}

/** One event against one asset; null when it does not touch it or is no access and no attempt. */
function judge(facts: KnownFacts, asset: AssetFact, event: EventFact, hulls: Intervals, cores: Intervals) {
  if (!doesTouch(asset, event) || !isAccessVerb(event)) return null;
  const { from, until } = spanOf(event);
  const actor = event.actor === null ? null : resolve(facts, event.system, event.actor);
  const beneficiary = event.onBehalfOf === null ? null : resolve(facts, event.system, event.onBehalfOf);
  const isAgent = (actor?.kind ?? event.actorKind) === "agent";
  const judged = isAgent && event.onBehalfOf !== null ? beneficiary : actor;
  const cleared = judged ? clearedDuring(facts, judged.id, asset) : [];
  const explained = union(
    ...facts.explanations
      .filter((one) => one.assetId === asset.id)
      .filter((one) =>
        one.principalId !== null
          ? one.principalId === actor?.id || one.principalId === beneficiary?.id
          : one.actor !== null && (one.actor === event.actor || one.actor === event.onBehalfOf),
      )
      .map(during),
  );
  let verdict: AccessClass = judged ? "uncleared" : "unresolved";
  if (containsInterval(explained, from, until)) verdict = "explained";
  if (containsInterval(cleared, from, until)) verdict = "cleared";
  const who = [whoIs(actor?.id ?? null, event.actor)];
  const other = event.onBehalfOf === null ? null : whoIs(beneficiary?.id ?? null, event.onBehalfOf);
  if (other && other.key !== who[0]?.key) who.push(other);
  const access: Access = {
    event,
    who,
    class: verdict,
    judged: (isAgent ? other : null)?.key ?? who[0]?.key ?? "",
    certain: containsInterval(cores, from, until),
    whollyUnauthorised: !overlaps(cleared, from, until) && !overlaps(explained, from, until),
    inHull: overlaps(hulls, from, until),
    through: who.length > 1,
  };
  return access;
}

function spanOf({ occurredAt: from, occurredUntil }: EventFact) {
  // An instant is the shortest interval there is.
  return { from, until: occurredUntil !== null && occurredUntil > from ? occurredUntil : from + 1 };
}

function whoIs(principalId: string | null, actor: string | null): Who {
  if (principalId !== null) return { key: `p:${principalId}`, principalId, actor: null };
  return { key: `a:${JSON.stringify(actor)}`, principalId: null, actor };
}

function assetAnswer(facts: KnownFacts, asset: AssetFact, events: readonly EventFact[], now: number): AssetAnswer {
  const windows = facts.windows.filter((window) => window.assetId === asset.id);
  const hulls = union(...windows.map((window) => hullOf(window, now)));
  const cores = union(...windows.map((window) => coreOf(window, now)));
  const touching = events
    .map((event) => judge(facts, asset, event, hulls, cores))
    .filter((access): access is Access => access !== null);
  const isAccess = (access: Access) => access.event.outcome === "success" || access.event.outcome === "unknown";
  const accesses = touching.filter((access) => isAccess(access) && access.inHull);
  const attempts = touching.filter((access) => !isAccess(access) && access.inHull);
  const unauthorised = accesses.filter(isUnauthorised);
  const gaps = coverageGaps(facts, asset, hulls);
  const silent = lengthMicros(gaps);
  const whole = lengthMicros(hulls);
  const unknownOutcome = accesses.filter((access) => access.event.outcome === "unknown").length;
  const proven = unauthorised.filter((access) => access.certain && access.whollyUnauthorised);
  const canExclude = silent === 0 && unauthorised.length === 0 && unknownOutcome === 0;
  const left = proven.filter(({ event }) => event.verb === "export" || event.verb === "share").length;
  const reach = reachOf(facts, asset, windows, now, accesses);
  const others = events.filter((event) => doesTouch(asset, event) && !isAccessVerb(event));
  return {
    assetId: asset.id,
    exposedMicros: { certain: lengthMicros(cores), possible: whole },
    exposedPrincipalMicros: reach?.micros ?? null,
    couldReach: reach?.could ?? null,
    couldButDidNot: reach === null || silent > 0 ? null : reach.didNot,
    coverageGaps: gaps,
    partlyCovered: partlyCovered(facts, asset, hulls, gaps),
    coveredShare: whole === 0 ? 1 : (whole - silent) / whole,
    accessed: proven.length > 0 ? "yes" : canExclude ? "no" : "unknown",
    exfiltrated: left > 0 ? "yes" : canExclude ? "no" : "unknown",
    accesses: apart(accesses, (access) => access.certain),
    unauthorised: apart(unauthorised, (access) => access.certain && access.whollyUnauthorised),
    left,
    unknownOutcome,
    otherEvents: others.filter((event) => overlaps(hulls, spanOf(event).from, spanOf(event).until)).length,
    unnamedAccesses: events.filter(
      (event) =>
        event.resources.length === 0 &&
        asset.systems.includes(event.system) &&
        isAccessVerb(event) &&
        (event.outcome === "success" || event.outcome === "unknown") &&
        overlaps(hulls, spanOf(event).from, spanOf(event).until),
    ).length,
    matchesNothing: !events.some((event) => doesTouch(asset, event)),
    principals: byPrincipal(accesses, attempts),
    unexplained: touching.filter((access) => isAccess(access) && !access.inHull && isUnauthorised(access)).length,
  };
}

function isUnauthorised(access: Access): boolean {
  return access.class === "uncleared" || access.class === "unresolved";
}

function apart(accesses: readonly Access[], isCertain: (access: Access) => boolean): CertainPossible {
  const certain = accesses.filter(isCertain).length;
  return { certain, possible: accesses.length - certain };
}

function reachOf(
  facts: KnownFacts,
  asset: AssetFact,
  windows: readonly WindowFact[],
  now: number,
  accesses: readonly Access[],
) {
  const micros = { certain: 0, possible: 0 };
  let could = 0;
  let didNot = 0;
  for (const { id } of facts.principals) {
    const cleared = clearedDuring(facts, id, asset);
    const within = (span: (window: WindowFact, now: number) => Intervals) =>
      union(...windows.map((window) => intersect(span(window, now), audienceDuring(facts, window, id) ?? [])));
    const possible = lengthMicros(subtract(within(hullOf), cleared));
    micros.certain += lengthMicros(subtract(within(coreOf), cleared));
    micros.possible += possible;
    if (possible === 0) continue;
    could += 1;
    if (!accesses.some((access) => access.who.some((who) => who.principalId === id))) didNot += 1;
  }
  return windows.some((window) => window.audience.kind === "public") ? null : { micros, could, didNot };
}

function byPrincipal(accesses: readonly Access[], attempts: readonly Access[]): PrincipalAnswer[] {
  const rows = new Map<string, PrincipalAnswer>();
  const rowOf = (who: Who): PrincipalAnswer => {
    const row = rows.get(who.key) ?? {
      principalId: who.principalId,
      actor: who.actor,
      classes: {},
      unauthorised: { certain: 0, possible: 0 },
      unauthorisedItself: 0,
      through: 0,
      forOthers: 0,
      denied: 0,
      failed: 0,
    };
    rows.set(who.key, row);
    return row;
  };
  for (const attempt of attempts) {
    for (const who of attempt.who) rowOf(who)[attempt.event.outcome === "denied" ? "denied" : "failed"] += 1;
  }
  for (const access of accesses) {
    for (const [place, who] of access.who.entries()) {
      const row = rowOf(who);
      row.classes[access.class] = withAccess(row.classes[access.class], access);
      if (isUnauthorised(access)) {
        row.unauthorised[access.certain && access.whollyUnauthorised ? "certain" : "possible"] += 1;
        if (access.judged === who.key) row.unauthorisedItself += 1;
      }
      if (access.through) row[place === 0 ? "forOthers" : "through"] += 1;
    }
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function withAccess(before: ClassAnswer | undefined, { event, certain }: Access): ClassAnswer {
  const now = before ?? {
    certain: 0,
    possible: 0,
    unknownOutcome: 0,
    byVerb: {},
    first: event.occurredAt,
    last: event.occurredAt,
    records: { sum: 0, unstated: 0 },
    bytes: { sum: 0, unstated: 0 },
    sourceIps: [],
    moreIps: false,
  };
  now[certain ? "certain" : "possible"] += 1;
  if (event.outcome === "unknown") now.unknownOutcome += 1;
  now.byVerb[event.verb] = (now.byVerb[event.verb] ?? 0) + 1;
  now.first = Math.min(now.first, event.occurredAt);
  now.last = Math.max(now.last, event.occurredAt);
  for (const what of ["records", "bytes"] as const) {
    if (event[what] === null) now[what].unstated += 1;
    else now[what].sum += event[what];
  }
  if (event.sourceIp !== null && !now.sourceIps.includes(event.sourceIp)) {
    const all = [...now.sourceIps, event.sourceIp].sort();
    now.moreIps ||= all.length > MOST_ADDRESSES;
    now.sourceIps = all.slice(0, MOST_ADDRESSES);
  }
  return now;
}
