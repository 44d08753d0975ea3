import * as z from "zod";

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

/** The last line of an import's transaction: when it is only tried, everything is rolled back. */
export function orOnlyTried<T>(result: T, dryRun: boolean): T {
  if (dryRun) throw new Tried(result);
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
