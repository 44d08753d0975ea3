import { scanSql } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import type { Sql } from "./analysis-tables";

/** No statement of an analysis may take longer; where the machine is slow, somebody may allow for less. */
const timeoutMs = () => Number(process.env.FIREBREAK_ANALYSIS_TIMEOUT_MS) || 60_000;
/** So many at once in one process; the pool of scans has others to serve too. */
const AT_ONCE = 2;
/** More that wait than these would only wait for longer than anybody does. */
const MOST_WAITING = 8;
const LONGEST_WAIT_MS = 15_000;

/** PostgreSQL: canceled by statement_timeout. */
const TIMED_OUT = "57014";
const TOO_LONG = "The analysis took too long and was stopped. Narrow the asset's patterns, or ask again.";

let running = 0;
const waiting: { start: () => void }[] = [];

/** One snapshot for all statements of an analysis, with an end to how long each may take, and to how many run at once. */
export async function analyse<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  await takeSlot();
  try {
    return (await scanSql().begin("isolation level repeatable read", async (sql) => {
      await sql.unsafe(`set local statement_timeout = ${timeoutMs()}`);
      await sql.unsafe("set local work_mem = '128MB'; set local jit = off");
      return work(sql);
    })) as T;
  } catch (error) {
    if ((error as { code?: string }).code !== TIMED_OUT) throw error;
    throw new AppError("unavailable", TOO_LONG, { retryAfter: 60 });
  } finally {
    running -= 1;
    waiting.shift()?.start();
  }
}

async function takeSlot(): Promise<void> {
  if (running < AT_ONCE) {
    running += 1;
    return;
  }
  if (waiting.length >= MOST_WAITING) throw tooBusy();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(entry), 1);
      reject(tooBusy());
    }, LONGEST_WAIT_MS);
    const start = () => {
      clearTimeout(timer);
      running += 1;
      resolve();
    };
    const entry = { start };
    waiting.push(entry);
  });
}

function tooBusy(): AppError {
  return new AppError("unavailable", "Several analyses are running already. Ask again in a moment.", { retryAfter: 5 });
}
