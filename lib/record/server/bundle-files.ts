import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { evidenceSources } from "@/db/schema";

const README = `# An incident's record, exported from Firebreak

- \`events.jsonl\`: every entry in order, one a line. \`payload\` is the text that was hashed, as it is kept.
- \`evidence.jsonl\`: the evidence files brought to the incident, each with its SHA-256. The files themselves are not here.
- \`manifest.json\`: the files of this bundle with their SHA-256, and the chain's last link.
- \`verify.mjs\`: checks all of it, offline: \`node verify.mjs BUNDLE.zip\` (Node 18 or later, no packages).
  It ends with 0 when the record is sound, 1 when something was altered (the first bad entry is named), 2 when the
  file can't be read as a bundle.

Each entry's hash is SHA-256(0x02 ‖ prev ‖ SHA-256(salt ‖ payload)); the first one's prev is 32 zero bytes. The last
entry is the export itself and holds the SHA-256 of the other files, so that the chain covers them.

What this shows: nothing was changed, taken out, put in or moved since the hash of the last entry was noted somewhere
else. Somebody who can write to the database as its owner could write a whole new record; only a hash that was kept
outside shows that: \`node verify.mjs BUNDLE.zip --entry SEQ:HASH\`.
`;

/** What goes into a bundle beside the events: small, and known before the export is recorded. */
export async function bundleFiles(executor: Executor, incidentId: number): Promise<Map<string, Buffer>> {
  return new Map([
    ["README.md", Buffer.from(README)],
    ["verify.mjs", await readFile(join(process.cwd(), "lib/record/verify.mjs"))],
    ["evidence.jsonl", Buffer.from(await evidenceList(executor, incidentId))],
  ]);
}

async function evidenceList(executor: Executor, incidentId: number): Promise<string> {
  const sources = await executor
    .select({
      id: evidenceSources.id,
      no: evidenceSources.no,
      filename: evidenceSources.filename,
      sha256: evidenceSources.sha256,
      bytes: evidenceSources.bytes,
      system: evidenceSources.system,
      format: evidenceSources.format,
      status: evidenceSources.status,
      records: evidenceSources.records,
      events: evidenceSources.events,
      duplicates: evidenceSources.duplicates,
      skipped: evidenceSources.skipped,
      rejects: evidenceSources.rejects,
      broughtBy: evidenceSources.broughtBy,
      broughtFrom: evidenceSources.broughtFrom,
      collected: evidenceSources.collected,
      receivedAt: evidenceSources.receivedAt,
    })
    .from(evidenceSources)
    .where(eq(evidenceSources.incidentId, incidentId))
    .orderBy(asc(evidenceSources.no));
  return sources.map((source) => `${JSON.stringify(source)}\n`).join("");
}
