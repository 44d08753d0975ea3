import * as z from "zod";
import { type BadLine, refuseLines } from "./import-rows";

/** `?dryRun=true`: what the import would do, without doing it. */
export const DryRunQuery = z.object({
  dryRun: z
    .enum(["true", "false"])
    .default("false")
    .transform((word) => word === "true"),
});

/** Ends a transaction that was only tried; carries what it would have answered. */
class Tried extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super("only tried");
    this.result = result;
  }
}

/** The rows that can be imported: all of them, or a refusal; when it is only tried, whichever are not wrong. */
export function rowsToTake<T>(rows: T[], wrong: readonly BadLine[], dryRun: boolean): T[] {
  if (!dryRun) refuseLines(wrong);
  const lines = new Set(wrong.map(({ line }) => line));
  return rows.filter((_, i) => !lines.has(i + 1));
}

/** The last line of an import's transaction: when it is only tried, everything is rolled back. */
export function orOnlyTried<T>(result: T, wrong: readonly BadLine[], dryRun: boolean): T {
  if (dryRun) throw new Tried({ ...result, wrong });
  return result;
}

/** Around an import that may only be tried: gives back what it would have done. */
export async function trying<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Tried) return error.result as T;
    throw error;
  }
}
