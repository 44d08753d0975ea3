import { expect, test } from "vitest";
import { ownerSql, type RawSql, rawSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import { countFacets } from "./count-facets";
import { listEvents } from "./list-events";
import { quickElseScan, scan } from "./scan";
import { anEvidenceBench, cloudTrail, ndjson } from "./testing";

testDatabase();

/** Scans that cannot end before `go`, since they wait for what this holds. */
async function heldScans(count: number): Promise<{ ends: Promise<unknown[]>; go(): Promise<void> }> {
  const holder = await ownerSql().reserve();
  await holder`select pg_advisory_lock(7, 7)`;
  const held = (sql: RawSql) => sql`select pg_advisory_xact_lock(7, 7)`;
  const ends = Promise.all(Array.from({ length: count }, () => scan({ limitMs: 30_000 }, held)));
  ends.catch(() => {});
  return {
    ends,
    go: async () => {
      await holder`select pg_advisory_unlock(7, 7)`;
      holder.release();
    },
  };
}

test("scans of six people that do not end hold up neither lists of events nor anything short", async () => {
  const bench = await anEvidenceBench();
  await bench.bring(ndjson([cloudTrail(1), cloudTrail(2)]));
  const { ends, go } = await heldScans(6);
  const page = await listEvents(bench.user.ctx, bench.incident.ref, { order: "time", limit: 10 });
  expect(page.data).toHaveLength(2);
  expect(await rawSql()`select 1 as one`).toHaveLength(1);
  await go();
  await ends;
});

test("more scans than can wait are refused with when to come back, and nothing of it stays", async () => {
  const { ends, go } = await heldScans(32);
  await expect(scan({ limitMs: 1000 }, async () => 1)).rejects.toMatchObject({
    code: "unavailable",
    message: "Many searches are running. Try again in a moment.",
  });
  await go();
  await ends;
  expect(await scan({ limitMs: 1000 }, async () => 1)).toBe(1);
});

test("a scan ends at its limit, and any other statement of those connections after a minute", async () => {
  await expect(scan({ limitMs: 50 }, (sql) => sql`select pg_sleep(60)`)).rejects.toMatchObject({ code: "57014" });
  const [row] = await scan(
    { limitMs: 50 },
    (sql) => sql`select reset_val as ms from pg_settings where name = 'statement_timeout'`,
  );
  expect(row).toEqual({ ms: "60000" });
});

test("a scan is stopped in the database when its reader leaves, and the connection serves the next", async () => {
  const reader = new AbortController();
  const sleeping = scan({ limitMs: 300_000, signal: reader.signal }, (sql) => {
    queueMicrotask(() => reader.abort());
    return sql`select pg_sleep(300)`;
  });
  await expect(sleeping).rejects.toThrow("nobody waited for it");
  const left =
    await rawSql()`select pid from pg_stat_activity where query like '%pg_sleep(300)%' and state = 'active' and pid <> pg_backend_pid()`;
  expect(left).toHaveLength(0);
  expect(await Promise.all([1, 2, 3, 4].map((n) => scan({ limitMs: 1000 }, async () => n)))).toEqual([1, 2, 3, 4]);
});

test("facets for somebody who has left are not counted at all", async () => {
  const bench = await anEvidenceBench();
  await bench.bring(ndjson([cloudTrail(1)]));
  await expect(countFacets(bench.user.ctx, bench.incident.ref, {}, AbortSignal.abort())).rejects.toThrow(
    "nobody waited for it",
  );
});

test("what is not quick is done again among the scans, and only that", async () => {
  const by: string[] = [];
  const work = (seconds: number) => async (sql: RawSql) => {
    const [row] = await sql<{ name: string }[]>`select current_setting('application_name') as name`;
    by.push(row?.name ?? "");
    if (row?.name === "firebreak") await sql`select pg_sleep(${seconds})`;
    return row?.name;
  };
  expect(await quickElseScan({ limitMs: 20_000 }, work(0))).toBe("firebreak");
  expect(await quickElseScan({ limitMs: 20_000 }, work(10))).toBe("firebreak scan");
  expect(by).toEqual(["firebreak", "firebreak", "firebreak scan"]);
});
