import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import type { LogFile } from "@/db/seed/log-file";

interface Counted {
  filename: string;
  status: string;
  events: number;
  duplicates: number;
  skipped: number;
  rejects: number;
}

/** For a test: how each file of a story was read, beside what its generator states. */
export async function readSources(
  incidentId: number,
  files: readonly LogFile[],
): Promise<{ read: Counted[]; expected: Counted[] }> {
  const sources = await db()
    .select()
    .from(evidenceSources)
    .where(eq(evidenceSources.incidentId, incidentId))
    .orderBy(asc(evidenceSources.no));
  const read = sources.map(({ filename, status, events, duplicates, skipped, rejects }) => {
    return { filename, status, events, duplicates, skipped, rejects };
  });
  const expected = files.map(({ filename, expected: { events, duplicates, skipped, rejects } }) => {
    return { filename, status: "ready", events, duplicates, skipped, rejects };
  });
  return { read, expected };
}
