import { beforeAll, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { anIncident, aToken, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { importSource } from "@/lib/evidence/server/import-source";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { referenceAnswer } from "../reference";
import { flatWorld, toldAnswer } from "../testing/flat-world";
import { randomWorld, type World } from "../testing/random-world";
import type { ExposureView } from "../views";

testDatabase();

/** EXPOSURE_API_SEED begins elsewhere, EXPOSURE_API_WORLDS does more; a failing one is printed and replays. */
const FIRST = Number(process.env.EXPOSURE_API_SEED ?? 1);
const WORLDS = Number(process.env.EXPOSURE_API_WORLDS ?? 8);

let user: TestUser;
let token = "";
beforeAll(async () => {
  user = (await anIncident()).commander;
  token = await aToken(user, ["read", "respond", "command"]);
});

async function call<T>(method: string, path: string, body?: unknown, type = "application/json"): Promise<T> {
  const response = await api.request(`http://localhost/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": type },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer as T;
}

const maybe = (micros: number | null) => (micros === null ? null : microsToInstant(micros));
const span = ({ from, until }: { from: number | null; until: number | null }) => ({
  from: maybe(from),
  until: maybe(until),
});

/** The world as a program would send it; answers the reference of its incident, and whose id is whose. */
async function send({ facts, events, seed }: World) {
  await ownerSql()`truncate clearances, group_memberships, principal_aliases, principal_merges, principal_versions, principals, assets cascade`;
  const { incident } = await anIncident(user);
  const ids = new Map<string, string>();
  const nameOf = new Map(facts.principals.map(({ id, versions }) => [id, versions[0]?.name ?? ""]));
  const rows = facts.principals.map(({ id, versions }) => ({
    name: nameOf.get(id),
    kind: versions[0]?.kind,
    aliases: facts.aliases.filter((one) => one.principalId === id).map(({ system, value }) => ({ system, value })),
    groups: facts.memberships
      .filter((one) => one.principalId === id)
      .map(({ group, ...one }) => ({ name: group, ...span(one) })),
  }));
  await call("POST", "/principals/import", rows);
  const people = await call<{ data: { id: string; name: string }[] }>("GET", "/principals?limit=200");
  for (const [id, name] of nameOf) ids.set(people.data.find((one) => one.name === name)?.id ?? "", id);
  const real = (id: string) => [...ids].find(([, mine]) => mine === id)?.[0] ?? "";
  for (const { id, name, classification, systems, patterns } of facts.assets) {
    const body = {
      name,
      classification,
      systems,
      patterns: patterns.map(({ system, resource }) => ({ resource, ...(system ? { system } : {}) })),
    };
    ids.set((await call<{ id: string }>("POST", "/assets", body)).id, id);
  }
  const assetName = new Map(facts.assets.map(({ id, name }) => [id, name]));
  const clearances = facts.clearances.map(({ principalId, group, assetId, classification, standing, ...one }) => ({
    principal: principalId && nameOf.get(principalId),
    ...{ group, classification, standing },
    asset: assetId && assetName.get(assetId),
    ...span(one),
  }));
  if (clearances.length > 0) await call("POST", "/clearances/import", clearances);
  for (const window of facts.windows) {
    const { kind, principals, group } = window.audience;
    await call("POST", `/incidents/${incident.ref}/exposure-windows`, {
      asset: real(window.assetId),
      audience: {
        kind,
        ...(kind === "listed" ? { principals: principals.map(real) } : {}),
        ...(group ? { group } : {}),
      },
      openedAt: maybe(window.openedEarliest),
      openedAtLatest: maybe(window.openedLatest),
      closedAt: maybe(window.closedLatest),
      closedAtEarliest: maybe(window.closedEarliest),
    });
  }
  for (const { assetId, principalId, actor, ...one } of facts.explanations) {
    const who = principalId === null ? { actor } : { principal: real(principalId) };
    await call("POST", `/incidents/${incident.ref}/explanations`, {
      ...{ asset: real(assetId), ...who, ...span(one) },
      ...{ reason: "on call", agreedBy: "Mia" },
    });
  }
  for (const source of facts.sources) {
    const own = events.map((event, i) => ({ event, i })).filter(({ event }) => event.sourceId === source.id);
    const lines = own.map(({ event: { sourceId: _, takenAt: __, system: ___, ...event }, i }) =>
      JSON.stringify({
        ...event,
        occurredAt: maybe(event.occurredAt),
        occurredUntil: maybe(event.occurredUntil),
        action: `does ${event.verb}`,
        eventId: `${seed}-${i}`,
      }),
    );
    const [covered] = source.coverage;
    const query = new URLSearchParams({
      filename: `${source.id}.ndjson`,
      system: source.system,
      ...(covered
        ? { coverageFrom: microsToInstant(covered.from), coverageUntil: microsToInstant(covered.until) }
        : {}),
    });
    const { id } = await call<{ id: string }>(
      "POST",
      `/incidents/${incident.ref}/evidence?${query}`,
      lines.join("\n"),
      "application/x-ndjson",
    );
    const [row] = await ownerSql()<{ no: number }[]>`select no from evidence_sources where id = ${id}`;
    await importSource(Number(incident.id), row?.no ?? 0);
  }
  return { ref: incident.ref, ids };
}

/** What the API answered, in the ids of the world. */
function told(view: ExposureView, ids: ReadonlyMap<string, string>) {
  const mine = (id: string) => ids.get(id) ?? id;
  const gap = ({ from, until, systems }: ExposureView["assets"][number]["coverageGaps"][number]) => ({
    from: instantToMicros(from),
    until: instantToMicros(until),
    systems,
  });
  return {
    exposedMs: view.exposedMs,
    unexplained: view.unexplained,
    assets: view.assets
      .map((one) => {
        const { denied: _, failed: __, ...counts } = one.counts;
        const { exposedMs, exposedPrincipalMs, coveredShare, matchesNothing, couldReach, couldButDidNot, unexplained } =
          one;
        return {
          asset: mine(one.asset),
          ...{
            exposedMs,
            exposedPrincipalMs,
            coveredShare,
            counts,
            matchesNothing,
            couldReach,
            couldButDidNot,
            unexplained,
          },
          coverageGaps: one.coverageGaps.map(gap),
          partlyCovered: one.partlyCovered.map(gap),
          verdicts: [one.accessed.verdict, one.exfiltrated.verdict],
          principals: one.principals
            .map(
              ({ principal, name, unauthorised, unauthorisedItself, denied, failed, through, forOthers, classes }) => ({
                who: principal === null ? JSON.stringify(name) : mine(principal),
                ...{ unauthorised, unauthorisedItself, denied, failed, through, forOthers },
                classes: Object.fromEntries(
                  Object.entries(classes).map(([word, row]) => [
                    word,
                    { ...row, first: instantToMicros(row.first), last: instantToMicros(row.last) },
                  ]),
                ),
              }),
            )
            .sort((a, b) => (a.who < b.who ? -1 : 1)),
        };
      })
      .sort((a, b) => (a.asset < b.asset ? -1 : 1)),
  };
}

test(
  "worlds that are sent by API come out of it as the reference says, and as they were known once more is recorded",
  async () => {
    for (let seed = FIRST; seed < FIRST + WORLDS; seed++) {
      const world = flatWorld(randomWorld(seed));
      const { ref, ids } = await send(world);
      const because = `EXPOSURE_API_SEED=${seed} EXPOSURE_API_WORLDS=1 replays this`;
      const expected = toldAnswer(referenceAnswer(world.facts, world.events, world.question));
      const now = microsToInstant(world.question.now);
      const path = `/incidents/${ref}/exposure?now=${now}`;
      expect(told(await call<ExposureView>("GET", path), ids), because).toEqual(expected);
      const then = await nextInstant();
      const name = world.facts.principals[0]?.versions[0]?.name ?? "";
      await call("POST", "/clearances/import", [
        { principal: name, classification: "secret", from: microsToInstant(5) },
      ]);
      await call("POST", "/principals/import", [
        { name: "Somebody new", kind: "agent", aliases: [{ value: `new ${seed}` }] },
      ]);
      expect(told(await call<ExposureView>("GET", `${path}&at=${then}`), ids), because).toEqual(expected);
    }
  },
  WORLDS * 20_000,
);

/** Later than all that is recorded, and earlier than all that will be. */
async function nextInstant(): Promise<string> {
  const [row] = await ownerSql()<{ then: string }[]>`select clock_timestamp() as then`;
  const then = row?.then ?? "";
  // The clock of what is recorded has milliseconds.
  while (new Date().toISOString().slice(0, 23) <= then.slice(0, 23)) await ownerSql()`select 1`;
  return then;
}
