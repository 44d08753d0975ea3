import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { ownerSql, rawSql } from "@/db/client";
import { anIncident, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { receiveEvidence } from "@/lib/evidence/server/receive-evidence";
import { cloudTrail, ndjson, pieces } from "@/lib/evidence/server/testing";
import { LANES } from "./tasks";

const urls = testDatabase();
let worker: ChildProcess | undefined;

afterAll(() => {
  worker?.kill("SIGKILL");
});

test("every task is of one lane", () => {
  const names = Object.values(LANES).flatMap((lane) => Object.keys(lane));
  expect(new Set(names).size).toBe(names.length);
});

test("an import is read while the answers of every incident wait", async () => {
  const user = await aUser("commander");
  const { incident } = await anIncident(user);
  await ownerSql().begin(async (tx) => {
    // Judging waits for this lock, and with it everything behind it in its lane.
    await tx`lock table claims in access exclusive mode`;
    for (let i = 0; i < 20; i += 1) {
      await rawSql()`select enqueue_job('judge_claims', json_build_object('incidentId', ${Number(incident.id)}::int), ${`waits:${i}`})`;
    }
    worker = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
      env: {
        ...process.env,
        DATABASE_URL: urls.url,
        DATABASE_OWNER_URL: urls.ownerUrl,
        FIREBREAK_LOG_LEVEL: "silent",
      },
      stdio: "ignore",
    });
    await until(async () => (await waiting()) > 0);
    const file = Buffer.from(ndjson([cloudTrail(0)]));
    const { id } = await receiveEvidence(user.ctx, incident.ref, { filename: "log.json" }, pieces(file));
    await until(async () => {
      const [source] = await rawSql()<{ status: string }[]>`select status from evidence_sources where id = ${id}`;
      return source?.status === "ready";
    });
    expect(await waiting()).toBeGreaterThan(0);
  });
}, 120_000);

async function waiting(): Promise<number> {
  const [row] = await rawSql()<{ n: number }[]>`
    select count(*)::int as n from pg_locks where not granted and relation = 'claims'::regclass
      and database = (select oid from pg_database where datname = current_database())`;
  return row?.n ?? 0;
}

async function until(look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await pause(25);
  }
}
