import { createHash } from "node:crypto";
import { formatById } from "../formats/registry";
import type { Checkpoint } from "./import-state";
import type { StoreTarget } from "./store-batch";
import { storedBytes } from "./stored-bytes";

/** No vendor delivers a longer file; somebody's own extract is not listed in any digest. */
const LONGEST = 512 * 1024 * 1024;

interface Packed {
  member: number;
  offset: number;
  until: number;
}

/**
 * Takes the SHA-256 of the unpacked bytes of every file of a source whose vendor lists such hashes. Of a file that was
 * not packed that is the hash taken on arrival.
 */
export async function hashContents({ sql, incidentId, sourceNo }: StoreTarget, checkpoint: Checkpoint): Promise<void> {
  const format = formatById(checkpoint.reading?.format ?? "");
  if (!format?.digests || !checkpoint.decoded) return;
  const packed = await sql<Packed[]>`
    select member, start_offset as "offset",
      coalesce(lead(start_offset) over (order by member), ${checkpoint.decodedEnd}) as until
    from evidence_members
    where incident_id = ${incidentId} and source_no = ${sourceNo} and stream = 'decoded'`;
  const bytes = storedBytes({ incidentId, sourceNo, stream: "decoded" }, checkpoint.decodedEnd);
  for (const { member, offset, until } of packed) {
    if (until - offset > LONGEST) continue;
    const hash = createHash("sha256");
    for await (const piece of bytes.stream(offset, until)) hash.update(piece);
    await sql`
      update evidence_members set content_sha256 = ${hash.digest("hex")}
      where incident_id = ${incidentId} and source_no = ${sourceNo} and member = ${member}`;
  }
}
