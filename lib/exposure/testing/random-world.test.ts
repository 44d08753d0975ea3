import { describe, expect, test } from "vitest";
import type { ExposureFacts } from "../model";
import { referenceAnswer } from "../reference";
import { randomWorld, type World } from "./random-world";

const WORLDS = Array.from({ length: 300 }, (_, i) => randomWorld(i + 1));
const ANSWERS = WORLDS.map(({ facts, events, question }) => referenceAnswer(facts, events, question));

/** The world without one of its edges. */
type Without = (world: World) => Partial<World>;

const facts =
  (change: (facts: ExposureFacts) => Partial<ExposureFacts>): Without =>
  (world) => ({ facts: { ...world.facts, ...change(world.facts) } });
const always = { from: null, until: null };

const EDGES: Record<string, Without> = {
  "the earliest and latest bounds of a window": facts(({ windows }) => ({
    windows: windows.map((one) => ({ ...one, openedLatest: one.openedEarliest, closedEarliest: one.closedLatest })),
  })),
  "windows that are still open": facts(({ windows }) => ({
    windows: windows.map((one) => ({ ...one, closedLatest: one.closedLatest ?? one.openedLatest + 5 })),
  })),
  "withdrawn windows": facts(({ windows }) => ({ windows: windows.map((one) => ({ ...one, withdrawn: false })) })),
  "group memberships over time": facts(({ memberships }) => ({
    memberships: memberships.map((one) => ({ ...one, ...always })),
  })),
  "clearances over time": facts(({ clearances }) => ({ clearances: clearances.map((one) => ({ ...one, ...always })) })),
  "void grants": facts(({ clearances }) => ({
    clearances: clearances.map((one) => ({ ...one, standing: one.standing === "void" ? "valid" : one.standing })),
  })),
  "denied grants": facts(({ clearances }) => ({ clearances: clearances.filter((one) => one.standing !== "deny") })),
  "clearances of groups": facts(({ clearances }) => ({ clearances: clearances.filter((one) => one.group === null) })),
  "clearances of classifications": facts(({ clearances }) => ({
    clearances: clearances.filter((one) => one.classification === null),
  })),
  "aliases that change": facts(({ aliases }) => ({
    aliases: aliases.map((one) => ({ ...one, recordedAt: 0 })).filter((one) => one.supersededAt === null),
  })),
  "aliases of one system": facts(({ aliases }) => ({ aliases: aliases.filter((one) => one.system === null) })),
  "principals that were merged": facts(() => ({ merges: [] })),
  "principals whose kind changed": facts(({ principals }) => ({
    principals: principals.map((one) => ({
      ...one,
      versions: one.versions.slice(-1).map((last) => ({ ...last, recordedAt: 0 })),
    })),
  })),
  explanations: facts(() => ({ explanations: [] })),
  "holes in what sources cover": facts(({ sources }) => ({
    sources: sources.map((one) => ({ ...one, coverage: one.coverage.filter((part) => !part.hole) })),
  })),
  "more than one source": facts(({ sources }) => ({ sources: sources.slice(0, 1) })),
  "facts that were superseded": ({ question }) => ({ question: { ...question, knownAt: null } }),
  "what a live source was sent later": ({ events }) => ({ events: events.map((one) => ({ ...one, takenAt: null })) }),
  "events over a time": ({ events }) => ({ events: events.map((one) => ({ ...one, occurredUntil: null })) }),
  "agents on behalf of people": ({ events }) => ({ events: events.map((one) => ({ ...one, onBehalfOf: null })) }),
  "unknown outcomes": ({ events }) => ({
    events: events.map((one) => ({ ...one, outcome: one.outcome === "unknown" ? "success" : one.outcome })),
  }),
  "events that name nothing": ({ events }) => ({ events: events.filter((one) => one.resources.length > 0) }),
};

/** Needs an agent, on behalf of somebody, whose kind was another then. */
const RARE = new Set(["principals whose kind changed"]);

describe("random worlds", () => {
  test.each(Object.entries(EDGES))("turn on %s, often enough", (name, without) => {
    const decided = WORLDS.filter((world, i) => {
      const other = { ...world, ...without(world) };
      return JSON.stringify(referenceAnswer(other.facts, other.events, other.question)) !== JSON.stringify(ANSWERS[i]);
    });
    expect(decided.length).toBeGreaterThanOrEqual(RARE.has(name) ? 1 : WORLDS.length / 30);
  });

  test("come to every verdict, and to accesses of every class", () => {
    const seen: Record<string, number> = {
      yes: 0,
      no: 0,
      unknown: 0,
      cleared: 0,
      explained: 0,
      uncleared: 0,
      unresolved: 0,
    };
    for (const { assets } of ANSWERS) {
      for (const { accessed, principals } of assets) {
        seen[accessed] = (seen[accessed] ?? 0) + 1;
        for (const row of principals) for (const name of Object.keys(row.classes)) seen[name] = (seen[name] ?? 0) + 1;
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(10);
  });
});
