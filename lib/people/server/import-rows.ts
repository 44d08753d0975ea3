import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { AppError } from "@/lib/api/errors";

/** A statement takes at most 65,535 parameters. */
const ROWS_A_STATEMENT = 4000;

/** Two imports at once would both find a name free. */
export async function lockPeople(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('firebreak people'))`);
}

export async function inChunks<T>(rows: readonly T[], work: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) await work(rows.slice(at, at + ROWS_A_STATEMENT));
}

/** A row, counted from 1, and what is wrong with it. */
export interface BadLine {
  line: number;
  message: string;
}

/** Refuses the whole import with the lines that are wrong, or returns. */
export function refuseLines(bad: readonly BadLine[]): void {
  const [first] = bad;
  if (!first) return;
  const more = bad.length > 1 ? ` (and ${bad.length - 1} more)` : "";
  throw new AppError("invalid", `Line ${first.line}: ${first.message}${more} Nothing was imported.`, {
    fields: bad
      .slice(0, 50)
      .map(({ line, message }) => ({ pointer: `/${line - 1}`, message: `Line ${line}: ${message}` })),
  });
}
