import autocannon from "autocannon";
import { startBareNext } from "./bare-next";
import type { Bench, Benchmark, Figure } from "./benchmark";
import { fillRooms } from "./fill-rooms";

const CONNECTIONS = 10;
const SECONDS = 6;
/** What a bare route reaches at 1; ours has to reach this part of it. */
const PART = 0.6;

export const benchmark: Benchmark = {
  id: "P7",
  title: "Serving: the incident list and a room with 5,000 entries",
  run,
};

async function run(bench: Bench): Promise<Figure[]> {
  const database = await bench.database();
  const { token, cookie } = await fillRooms(database, bench);
  const ours = await bench.web(database);
  const bare = await startBareNext(database, bench);
  const api = { authorization: `Bearer ${token}` };
  try {
    return [
      await compare(
        bench,
        "API: list of 50 of 200 incidents",
        [`${ours}/api/v1/incidents`, api],
        `${bare.url}/incidents`,
      ),
      await compare(
        bench,
        "API: 50 of 5,000 timeline entries",
        [`${ours}/api/v1/incidents/INC-1/timeline`, api],
        `${bare.url}/timeline`,
      ),
      await compare(bench, "Page: room of that incident", [`${ours}/incidents/INC-1`, { cookie }], `${bare.url}/room`),
      await timeToFirstByte(bench, [`${ours}/incidents/INC-1`, { cookie }], `${bare.url}/room`),
    ];
  } finally {
    await bare.stop();
  }
}

type Target = [url: string, headers: Record<string, string>];

async function compare(bench: Bench, what: string, ours: Target, bareUrl: string): Promise<Figure> {
  const runs: number[] = [];
  const reference: number[] = [];
  for (let turn = 0; turn <= bench.runs; turn += 1) {
    const [mine, theirs] = [await requestsPerSecond(...ours), await requestsPerSecond(bareUrl, {})];
    if (turn === 0) continue; // warms both up
    runs.push(mine);
    reference.push(theirs);
    bench.say(`${what}: ${mine.toFixed(0)} against ${theirs.toFixed(0)} requests/s`);
  }
  return {
    what,
    unit: "requests/s",
    runs,
    reference: { what: "bare Next, the same single query", runs: reference },
    target: "≥ 0.6 of the reference",
    isMet: (median, other) => other !== undefined && median >= PART * other,
  };
}

async function requestsPerSecond(url: string, headers: Record<string, string>): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS });
  if (non2xx + errors > 0) throw new Error(`${url} answered ${non2xx} times not with 2xx, ${errors} times not at all`);
  return requests.average;
}

/** One request after the other, as one person waits. */
async function timeToFirstByte(bench: Bench, ours: Target, bareUrl: string): Promise<Figure> {
  const [runs, reference]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < bench.runs * 10; turn += 1) {
    runs.push(await firstByteMs(...ours));
    reference.push(await firstByteMs(bareUrl, {}));
  }
  return {
    what: "Page: time to first byte, one request at a time",
    unit: "ms",
    runs: runs.slice(-bench.runs),
    reference: { what: "bare Next page, the same rows", runs: reference.slice(-bench.runs) },
    target: "≤ 1 / 0.6 of the reference",
    isMet: (median, other) => other !== undefined && median <= other / PART,
  };
}

async function firstByteMs(url: string, headers: Record<string, string>): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers });
  const reader = response.body?.getReader();
  await reader?.read();
  const ms = performance.now() - startedAt;
  await reader?.cancel();
  return ms;
}
