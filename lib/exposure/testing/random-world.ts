import { CLASSIFICATIONS } from "@/lib/assets/model";
import { ACTOR_KINDS, VERBS } from "@/lib/evidence/model";
import { PRINCIPAL_KINDS, STANDINGS } from "@/lib/people/model";
import { AUDIENCE_KINDS } from "../audience";
import type {
  AliasFact,
  AssetFact,
  ClearanceFact,
  CoverageFact,
  EventFact,
  ExplanationFact,
  ExposureFacts,
  MembershipFact,
  MergeFact,
  PrincipalFact,
  Question,
  SourceFact,
  WindowFact,
} from "../model";
import { Random } from "./random";

export interface World {
  seed: number;
  facts: ExposureFacts;
  events: EventFact[];
  question: Question;
}

/** All that happens, happens within these few microseconds, so that every edge is met again and again. */
const START = Date.UTC(2026, 2, 11, 14) * 1000;
const SPAN = 40;
/** All that is recorded, is recorded within these few instants. */
const RECORD = Date.UTC(2026, 2, 12) * 1000;
const RECORDED = 8;

const SYSTEMS = ["cloud", "forum", "warehouse"];
const GROUPS = ["eng", "ops"];
const ACTORS = ["ann", "ANN", "bob@x", "bot-key", "root", "svc-7", "who?", "zed"];
const RESOURCES = [
  "s3/users",
  "s3/users/1",
  "s3/users/a/2",
  "S3/users/1",
  "db.orders",
  "db_orders",
  "100%",
  "a*b",
  "mail\\x",
];
const PATTERNS = [
  "s3/users",
  "s3/users/*",
  "*users*",
  "db.orders",
  "db_*",
  "100%",
  "*",
  "a*b",
  "mail\\x",
  "*/1",
  "none*",
];

/** Times so close and facts so dense that windows, grants, memberships, aliases and holes meet in every way there is. */
export function randomWorld(seed: number): World {
  const random = new Random(seed);
  const principals = random.times(2, 5, (i) => principal(random, i));
  const ids = principals.map((one) => one.id);
  const assets = random.times(1, 3, (i) => i).flatMap((i) => assetVersions(random, i));
  const assetIds = [...new Set(assets.map((asset) => asset.id))];
  const sources = random.times(1, 4, (i) => source(random, i));
  return {
    seed,
    facts: {
      assets,
      windows: random.times(1, 4, (i) => i).flatMap((i) => windowVersions(random, i, assetIds, ids)),
      principals,
      merges: random.chance(0.35) ? merges(random, ids) : [],
      aliases: aliases(random, ids),
      memberships: random.times(0, 6, () => membership(random, ids)),
      clearances: random.times(0, 10, () => clearance(random, ids, assetIds)),
      explanations: random.chance(0.5) ? random.times(1, 3, () => explanation(random, ids, assetIds)) : [],
      sources,
    },
    events: eventsInOrder(random.times(5, 60, () => event(random, sources))),
    question: {
      now: instant(random),
      knownAt: random.chance(0.5) ? null : recordInstant(random),
    },
  };
}

function instant(random: Random): number {
  return START + random.int(0, SPAN);
}

function recordInstant(random: Random): number {
  return RECORD + random.int(0, RECORDED) * 1000;
}

function recorded(random: Random): { recordedAt: number; supersededAt: number | null } {
  const recordedAt = random.chance(0.7) ? RECORD : recordInstant(random);
  return { recordedAt, supersededAt: random.chance(0.8) ? null : recordedAt + random.int(0, RECORDED) * 1000 };
}

/** One version after the other, without a stretch in which two hold. */
function versions<T extends object>(random: Random, most: number, make: () => T, longest = 4) {
  let at = random.chance(0.7) ? RECORD : recordInstant(random);
  const count = random.int(1, most);
  return Array.from({ length: count }, (_, i) => {
    const recordedAt = at;
    at += random.int(0, longest) * 1000;
    return { ...make(), recordedAt, supersededAt: i === count - 1 ? null : at };
  });
}

function span(random: Random): { from: number | null; until: number | null } {
  const [a, b] = [instant(random), instant(random)];
  const from = random.chance(0.25) ? null : Math.min(a, b);
  const until = random.chance(0.25) ? null : Math.max(a, b) + (a === b ? 1 : 0);
  return { from, until };
}

function assetVersions(random: Random, i: number): AssetFact[] {
  return versions(random, 2, () => ({
    id: `00000000-0000-4000-9000-${String(i + 1).padStart(12, "0")}`,
    name: `asset ${i + 1}`,
    classification: random.pick(CLASSIFICATIONS),
    systems: random.some(SYSTEMS, 0.5),
    patterns: random.times(0, 3, () => ({
      system: random.chance(0.3) ? random.pick(SYSTEMS) : null,
      resource: random.pick(PATTERNS),
    })),
  }));
}

function windowVersions(random: Random, i: number, assetIds: string[], ids: string[]): WindowFact[] {
  const assetId = random.pick(assetIds);
  return versions(random, 3, () => {
    const kind = random.pick(AUDIENCE_KINDS);
    const [openedEarliest = 0, openedLatest = 0, closedEarliest = 0, closedLatest = 0] = ends(random);
    const isOpen = random.chance(0.3);
    return {
      id: `00000000-0000-4000-a000-${String(i + 1).padStart(12, "0")}`,
      assetId,
      audience: {
        kind,
        principals: kind === "listed" ? random.some(ids, 0.6) : [],
        group: kind === "group" ? random.pick(GROUPS) : null,
      },
      openedEarliest,
      openedLatest,
      closedEarliest: isOpen ? null : closedEarliest,
      closedLatest: isOpen ? null : closedLatest,
      withdrawn: random.chance(0.08),
    };
  });
}

/** Earliest and latest opening and closing; exact ones as often as not, and cores may be empty. */
function ends(random: Random): number[] {
  const opened = instant(random);
  const closed = opened + random.int(1, 20);
  const slack = () => (random.chance(0.5) ? 0 : random.int(1, 12));
  return [opened - slack(), opened + slack(), closed - slack(), closed + slack()];
}

function principal(random: Random, i: number): PrincipalFact {
  // In turn an AI system and something else, since nothing but that is asked of a kind.
  let isAgent = random.chance(0.5);
  const stated = versions(
    random,
    3,
    () => {
      isAgent = !isAgent;
      const kind = isAgent ? ("agent" as const) : random.pick(PRINCIPAL_KINDS);
      return { name: `principal ${i + 1}`, kind };
    },
    7,
  );
  return {
    id: `00000000-0000-4000-8000-${String(i + 1).padStart(12, "0")}`,
    recordedAt: stated[0]?.recordedAt ?? RECORD,
    versions: stated,
  };
}

/** Into somebody earlier in the list, so that no circle of merges comes about; some were split again. */
function merges(random: Random, ids: string[]): MergeFact[] {
  return ids.flatMap((mergedId, i) =>
    i > 0 && random.chance(0.4) ? [{ ...recorded(random), mergedId, survivorId: random.pick(ids.slice(0, i)) }] : [],
  );
}

function aliases(random: Random, ids: string[]): AliasFact[] {
  return ACTORS.flatMap((value) =>
    [null, ...SYSTEMS].flatMap((system) =>
      random.chance(system === null ? 0.6 : 0.15)
        ? versions(random, 2, () => ({ principalId: random.pick(ids), system, value })).filter(() => random.chance(0.9))
        : [],
    ),
  );
}

function membership(random: Random, ids: string[]): MembershipFact {
  return { ...recorded(random), group: random.pick(GROUPS), principalId: random.pick(ids), ...span(random) };
}

function clearance(random: Random, ids: string[], assetIds: string[]): ClearanceFact {
  const ofGroup = random.chance(0.35);
  const ofAsset = random.chance(0.5);
  return {
    ...recorded(random),
    principalId: ofGroup ? null : random.pick(ids),
    group: ofGroup ? random.pick(GROUPS) : null,
    assetId: ofAsset ? random.pick(assetIds) : null,
    classification: ofAsset ? null : random.pick(CLASSIFICATIONS),
    ...span(random),
    standing: random.chance(0.6) ? "valid" : random.pick(STANDINGS),
  };
}

function explanation(random: Random, ids: string[], assetIds: string[]): ExplanationFact {
  const ofPrincipal = random.chance(0.6);
  return {
    ...recorded(random),
    assetId: random.pick(assetIds),
    principalId: ofPrincipal ? random.pick(ids) : null,
    actor: ofPrincipal ? null : random.pick(ACTORS),
    ...span(random),
  };
}

function source(random: Random, i: number): SourceFact {
  const system = random.pick(SYSTEMS);
  const part = (hole: boolean): CoverageFact => {
    const from = START - 15 + random.int(0, SPAN);
    return {
      ...recorded(random),
      system: random.chance(0.9) ? system : random.pick(SYSTEMS),
      from,
      until: from + (hole ? random.int(1, 6) : random.int(1, SPAN + 25)),
      hole,
    };
  };
  return {
    id: `00000000-0000-4000-b000-${String(i + 1).padStart(12, "0")}`,
    system,
    readyAt: random.chance(0.7) ? RECORD : recordInstant(random),
    live: random.chance(0.3),
    coverage: [
      ...random.times(0, 3, () => part(false)),
      ...(random.chance(0.4) ? random.times(1, 2, () => part(true)) : []),
    ],
  };
}

/** What a live source was sent later stands later in it. */
function eventsInOrder(events: EventFact[]): EventFact[] {
  return events.sort((a, b) => (a.takenAt ?? 0) - (b.takenAt ?? 0));
}

function event(random: Random, sources: SourceFact[]): EventFact {
  const { id, system, live, readyAt } = random.pick(sources);
  const occurredAt = START - 5 + random.int(0, SPAN + 15);
  return {
    sourceId: id,
    takenAt: live ? readyAt + random.int(0, RECORDED) * 1000 : null,
    system,
    occurredAt,
    occurredUntil: random.chance(0.15) ? occurredAt + random.int(0, 12) : null,
    actor: random.chance(0.05) ? null : random.pick(ACTORS),
    actorKind: random.pick(ACTOR_KINDS),
    onBehalfOf: random.chance(0.35) ? random.pick(ACTORS) : null,
    verb: random.chance(0.5) ? "read" : random.pick(VERBS),
    outcome: random.chance(0.75) ? "success" : random.pick(["denied", "failure", "unknown"] as const),
    resources: random.times(0, 3, () => random.pick(RESOURCES)),
    records: random.chance(0.4) ? random.int(0, 500) : null,
    bytes: random.chance(0.4) ? random.int(0, 5_000_000_000) : null,
    sourceIp: random.chance(0.5) ? random.pick(["10.0.0.1", "10.0.0.2", "2001:db8::1", "AWS Internal"]) : null,
  };
}
