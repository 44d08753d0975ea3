import { createHash } from "node:crypto";
import * as z from "zod";
import { AppError } from "@/lib/api/errors";
import { instantInput } from "@/lib/api/inputs";
import type { ImportChange, ImportResult } from "../views";
import { type BadLine, refuseLines } from "./import-rows";

const truth = z
  .enum(["true", "false"])
  .default("false")
  .transform((word) => word === "true");

/**
 * `dryRun`: what the import would do, without doing it. `plan`: do it only if it is still what was shown. `complete`: the
 * file holds all there is of the groups (or targets) it names, so that what it leaves out ended at `asOf`.
 */
export const ImportQuery = z
  .object({
    dryRun: truth,
    plan: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "Give the plan as the dry run gave it.")
      .optional(),
    complete: truth,
    asOf: instantInput().optional(),
  })
  .refine(({ complete, asOf }) => !complete || asOf !== undefined, {
    message: "Say when the file was exported: what it leaves out ended at the latest then.",
    path: ["asOf"],
  });

export interface ImportOptions {
  dryRun?: boolean;
  plan?: string | undefined;
  complete?: boolean;
  asOf?: string | undefined;
}

/** So many changes are shown; all of them are counted, and all are what a plan stands for. */
const MOST_SHOWN = 500;

/** Ends a transaction that was only tried; carries what it would have answered. */
class Tried extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super("only tried");
    this.result = result;
  }
}

/** The rows that can be imported: all of them, or a refusal; when it is only tried, whichever are not wrong. */
export function rowsToTake<T>(rows: T[], wrong: readonly BadLine[], { dryRun = false }: ImportOptions): T[] {
  if (!dryRun) refuseLines(wrong);
  const lines = new Set(wrong.map(({ line }) => line));
  return rows.filter((_, i) => !lines.has(i + 1));
}

type Counted = Pick<ImportResult, "created" | "updated" | "gone" | "unchanged">;

/**
 * The last line of an import's transaction. When it is only tried, everything is rolled back and the changes are told;
 * when it is to be as it was shown, and is not any more, nothing is done either.
 */
export function asPlanned(
  result: Counted,
  changes: readonly ImportChange[],
  wrong: readonly BadLine[],
  { dryRun = false, plan }: ImportOptions,
): Counted {
  const now = createHash("sha256").update(JSON.stringify(changes)).digest("hex");
  if (dryRun) {
    const shown = changes.slice(0, MOST_SHOWN);
    throw new Tried({ ...result, wrong, changes: shown, moreChanges: changes.length - shown.length, plan: now });
  }
  if (plan !== undefined && plan !== now) {
    throw new AppError(
      "conflict",
      "What is recorded has changed since this was shown, so nothing was imported. Look at the changes again.",
    );
  }
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
