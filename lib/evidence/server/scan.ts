import { setTimeout } from "node:timers/promises";
import { type RawSql, rawSql, scanSql } from "@/db/client";
import { AppError } from "@/lib/api/errors";

/** What most lists need; what needs longer goes through much, and waits among what does. */
const QUICK_MS = 1000;
/** So many wait for their turn; the next one is told to come back. */
const MOST_WAITING = 32;
const STOP_AGAIN_MS = 100;

interface Bounds {
  /** For each statement. */
  limitMs: number;
  /** Says that nobody waits any more: the reader changed the filter, or left. */
  signal?: AbortSignal | undefined;
}

type Work<T> = (sql: RawSql) => Promise<T>;

let underWay = 0;

/**
 * Work that may go through all events of an incident, on connections that are there for it. Refused where too many
 * wait already, stopped in the database when nobody waits for it any more.
 */
export async function scan<T>({ limitMs, signal }: Bounds, work: Work<T>): Promise<T> {
  if (underWay >= MOST_WAITING)
    throw new AppError("unavailable", "Many searches are running. Try again in a moment.", { retryAfter: 5 });
  underWay += 1;
  try {
    return await readOnly(scanSql(), limitMs, (sql) => untilLeft(sql, signal, work));
  } finally {
    underWay -= 1;
  }
}

/** What an index nearly always answers at once; where it does not, it is done again as a scan. */
export async function quickElseScan<T>(bounds: Bounds, work: Work<T>): Promise<T> {
  try {
    return await readOnly(rawSql(), Math.min(QUICK_MS, bounds.limitMs), work);
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  return scan(bounds, work);
}

export function nobodyWaits(): AppError {
  return new AppError("unavailable", "This was stopped, since nobody waited for it any more. Ask again.");
}

async function readOnly<T>(pool: RawSql, limitMs: number, work: Work<T>): Promise<T> {
  return (await pool.begin("read only", async (tx) => {
    const sql = tx as unknown as RawSql;
    await sql.unsafe(`set local statement_timeout = ${limitMs}; set local work_mem = '64MB'`);
    return work(sql);
  })) as T;
}

async function untilLeft<T>(sql: RawSql, signal: AbortSignal | undefined, work: Work<T>): Promise<T> {
  if (!signal) return work(sql);
  const [session] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  if (signal.aborted) throw nobodyWaits();
  const over = new AbortController();
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping = stopStatements(session?.pid ?? 0, over.signal);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await work(sql);
  } catch (error) {
    throw signal.aborted && isTimeout(error) ? nobodyWaits() : error;
  } finally {
    signal.removeEventListener("abort", stop);
    over.abort();
    // The connection goes back only then: what is stopped is never what somebody else runs on it next.
    await stopping;
  }
}

/** Again and again until it is over: between two statements there is nothing to stop. */
async function stopStatements(pid: number, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await rawSql()`select pg_cancel_backend(${pid})`.catch(() => {});
    await setTimeout(STOP_AGAIN_MS, undefined, { signal: over }).catch(() => {});
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "57014";
}
