import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { closeDatabase, configureDatabase, db } from "@/db/client";
import { users } from "@/db/schema";
import { insertToken } from "@/lib/access/server/manage-tokens";
import { systemContext } from "@/lib/api/server/context";
import type { Bench, BenchDatabase, Benchmark, Figure } from "./benchmark";
import { fillRooms } from "./fill-rooms";

const VIEWERS = 200;
/** Each person has at most so many streams open at once. */
const STREAMS_EACH = 40;
const CHANGES = 20;
const BETWEEN_MS = 2000;
const MOST_MS = 500;
const ROOM = "/api/v1/incidents/INC-1";

export const benchmark: Benchmark = {
  id: "P8",
  title: "Live: a change in one browser is on screen in another, with 200 viewers of the incident",
  run,
};

/** Every viewer hears of each change and then reads the timeline anew, all 200 at once, as their browsers do. */
async function run(bench: Bench): Promise<Figure[]> {
  const database = await bench.database();
  await fillRooms(database, bench);
  const tokens = await viewers(database);
  const web = await bench.web(database);
  const clocks = { sentAt: 0, heard: [] as number[], read: [] as number[] };
  const end = new AbortController();
  // Each viewer and each of its requests listens for the end.
  setMaxListeners(0, end.signal);
  try {
    await Promise.all(tokens.map((token) => watch(web, token, clocks, end.signal)));
    const [heard, read]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < CHANGES; turn += 1) {
      clocks.heard = [];
      clocks.read = [];
      clocks.sentAt = performance.now();
      await write(web, tokens[0] ?? "", turn);
      await pause(BETWEEN_MS);
      // The first warms both sides up.
      if (turn > 0) {
        heard.push(late(clocks.heard));
        read.push(late(clocks.read));
      }
    }
    const figure = (what: string, runs: number[], target: string, most: number): Figure => ({
      ...{ what, unit: "ms", runs, target },
      isMet: (median) => median <= most,
    });
    return [
      figure(`heard by ${VIEWERS} viewers, 95th`, heard, "shown only", Number.POSITIVE_INFINITY),
      figure(`read by ${VIEWERS} viewers, 95th`, read, `≤ ${MOST_MS} ms`, MOST_MS),
    ];
  } finally {
    end.abort();
  }
}

/** The 95th of all viewers; one that heard nothing counts as never. */
function late(took: readonly number[]): number {
  const all = [...took].sort((a, b) => a - b);
  return all[Math.ceil(VIEWERS * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
}

async function viewers(database: BenchDatabase): Promise<string[]> {
  configureDatabase(database);
  try {
    const now = systemContext().now();
    const made: string[] = [];
    for (let n = 0; n < VIEWERS / STREAMS_EACH; n += 1) {
      const person = { email: `viewer${n}@northwind.example`, name: `Viewer ${n}`, role: "responder" as const };
      const [row] = await db()
        .insert(users)
        .values({ ...person, createdAt: now })
        .returning({ id: users.id });
      const name = { name: "bench", scopes: ["read" as const, "respond" as const] };
      const { token } = await insertToken(db(), row?.id ?? "", name, now);
      made.push(...Array.from({ length: STREAMS_EACH }, () => token));
    }
    return made;
  } finally {
    await closeDatabase();
  }
}

/** Resolves once the stream says hello; goes on listening until the signal. */
async function watch(
  web: string,
  token: string,
  clocks: { sentAt: number; heard: number[]; read: number[] },
  signal: AbortSignal,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const stream = await fetch(`${web}/api/v1/live?incident=INC-1`, { headers, signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!stream.ok || !reader) throw new Error(`the stream answered ${stream.status}`);
  await reader.read();
  const listen = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      if (!value.includes("event: change")) continue;
      clocks.heard.push(performance.now() - clocks.sentAt);
      const answer = await fetch(`${web}${ROOM}/timeline`, { headers, signal });
      await answer.arrayBuffer();
      clocks.read.push(performance.now() - clocks.sentAt);
    }
  };
  // Ends with the signal.
  listen().catch(() => {});
}

async function write(web: string, token: string, turn: number): Promise<void> {
  const answer = await fetch(`${web}${ROOM}/timeline`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ body: `Change ${turn} of the benchmark.` }),
  });
  if (!answer.ok) throw new Error(`the change answered ${answer.status}`);
}
