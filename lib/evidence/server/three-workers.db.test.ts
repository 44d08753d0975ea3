import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { ownerSql, rawSql } from "@/db/client";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { listEvidence } from "./list-evidence";
import { receiveEvidence } from "./receive-evidence";
import { cloudTrail, pieces, reconciles } from "./testing";

const urls = testDatabase();
const workers: ChildProcess[] = [];

afterAll(() => {
  for (const worker of workers) worker.kill("SIGKILL");
});

/** A process as `npm run worker` starts it; the database knows its sessions by this name. */
function startWorker(name: string): void {
  const named = (url: string) => `${url}?application_name=${name}`;
  workers.push(
    spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
      env: {
        ...process.env,
        DATABASE_URL: named(urls.url),
        DATABASE_OWNER_URL: named(urls.ownerUrl),
        FIREBREAK_LOG_LEVEL: "silent",
      },
      stdio: "ignore",
    }),
  );
}

/** Writes down which process made a source ready. */
async function watchWhoDoesWhat(): Promise<void> {
  await ownerSql().unsafe(`
    create table finished (no int, by text);
    create function note_who() returns trigger language plpgsql security definer as $$
      begin insert into finished values (new.no, current_setting('application_name')); return new; end $$;
    create trigger note_who after update on evidence_sources for each row
      when (old.status <> 'ready' and new.status = 'ready') execute function note_who()`);
}

/** Events numbered from `from` on; every hundredth line is broken, and the tenth stands twice. */
function aFile(from: number, events: number): Buffer {
  const lines: string[] = [];
  for (let i = from; i < from + events; i += 1) {
    lines.push(JSON.stringify(cloudTrail(i)));
    if (i % 100 === 99) lines.push('{"eventVersion":');
    if (i === from + 10) lines.push(JSON.stringify(cloudTrail(i)));
  }
  return Buffer.from(lines.join("\n"));
}

/** Files of an incident that each begin in the middle of the one before. */
async function bringOverlapping(user: TestUser, files: number, events: number): Promise<Expected> {
  const { incident } = await anIncident(user);
  const expected: Expected = { ref: incident.ref, id: Number(incident.id), files, lines: 0, events: 0, rejects: 0 };
  for (let n = 0; n < files; n += 1) {
    const file = aFile((n * events) / 2, events);
    await receiveEvidence(user.ctx, incident.ref, { filename: `part-${n}.json` }, pieces(file));
    expected.lines += file.toString("latin1").split("\n").length;
    expected.rejects += events / 100;
  }
  return { ...expected, events: ((files + 1) * events) / 2 };
}

interface Expected {
  ref: string;
  id: number;
  files: number;
  lines: number;
  /** Different ones. */
  events: number;
  rejects: number;
}

async function untilAllRead(): Promise<void> {
  const deadline = Date.now() + 150_000;
  for (;;) {
    const [open] = await rawSql()<{ n: number }[]>`
      select count(*)::int as n from evidence_sources where status in ('queued', 'parsing')`;
    if (open?.n === 0) return;
    if (Date.now() > deadline) throw new Error(`${open?.n} sources were not read`);
    await pause(100);
  }
}

async function stored(incidentId: number) {
  const [row] = await rawSql()`
    select count(*)::int as events, count(distinct identity)::int as different,
      (select count(*)::int from evidence_deliveries where incident_id = ${incidentId}) as deliveries,
      (select count(*)::int from evidence_rejects where incident_id = ${incidentId}) as rejects,
      (select count(*)::int from evidence_terms where incident_id = ${incidentId}) as words,
      (select count(distinct hash)::int from evidence_terms where incident_id = ${incidentId}) as "differentWords",
      (select count(*)::int from evidence_touches where incident_id = ${incidentId}) as touches
    from evidence_events where incident_id = ${incidentId}`;
  return row;
}

test("three workers at once share the files of one incident and of many, and every count is right", async () => {
  const user = await aUser("commander");
  await watchWhoDoesWhat();
  const expected = [await bringOverlapping(user, 24, 1000)];
  for (let n = 0; n < 8; n += 1) expected.push(await bringOverlapping(user, 3, 400));
  // Large enough for a partition of its own, which is attached while others write into the shared one.
  expected.push(await bringOverlapping(user, 1, 200_000));

  for (const name of ["worker-1", "worker-2", "worker-3"]) startWorker(name);
  await untilAllRead();

  for (const { ref, id, files, lines, events, rejects } of expected) {
    const sources = (await listEvidence(user.ctx, ref, { limit: 50 })).data;
    expect(sources.map(({ status, error }) => [status, error])).toEqual(Array(files).fill(["ready", null]));
    expect(sources.every(({ counts }) => reconciles(counts))).toBe(true);
    const sum = (of: "records" | "events" | "duplicates" | "rejects") =>
      sources.reduce((total, { counts }) => total + counts[of], 0);
    const deliveries = lines - rejects - events;
    expect([sum("records"), sum("events"), sum("duplicates"), sum("rejects")]).toEqual([
      lines,
      events,
      deliveries,
      rejects,
    ]);
    const rows = await stored(id);
    expect(rows).toMatchObject({ events, different: events, deliveries, rejects, differentWords: rows?.words });
  }
  const left = await rawSql()`
    select relname from pg_class where relkind = 'r' and relname ~ '^evidence_(events|touches)_[0-9]+$' and not relispartition`;
  expect(left).toEqual([]);
  const done = await ownerSql()<
    { by: string; n: number }[]
  >`select by, count(*)::int as n from finished group by by order by by`;
  expect(done.map(({ by }) => by)).toEqual(["worker-1", "worker-2", "worker-3"]);
  // Each once, although all three look for sources that nobody holds.
  expect(done.reduce((total, { n }) => total + n, 0)).toBe(24 + 8 * 3 + 1);
}, 240_000);
