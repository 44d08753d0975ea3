import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { incidentRef } from "@/lib/incidents/model";
import type { RecordEntry } from "../model";
import { bundleFiles } from "./bundle-files";
import { recordEvent } from "./record-event";
import { storedEntries } from "./verify-record";

/** As verify.mjs expects it: stored, without times, so that every byte of the bundle has one right value. */
const STORED = { compress: false, forceDosTimestamp: true, mtime: new Date(1980, 0, 1), mode: 0o100664 };

/**
 * The whole record as a bundle that can be checked without this server. The export is recorded first, as the last
 * entry that the bundle holds; what is written while it streams belongs to the next one.
 */
export async function exportRecord(ctx: Ctx, ref: string): Promise<Response> {
  const { entry, files } = await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "read");
    const bundled = await bundleFiles(tx, incident.id);
    const sums = Object.fromEntries([...bundled].map(([name, bytes]) => [name, sha256(bytes)]));
    const exported = await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "record_exported",
      data: { files: sums },
    });
    return { entry: exported, files: bundled };
  });
  const name = `${incidentRef(entry.incidentId)}-record-${entry.seq}.zip`;
  return new Response(Readable.toWeb(zipOf(entry, files)) as ReadableStream<Uint8Array>, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${name}"`,
      "X-Record-Entries": String(entry.seq),
    },
  });
}

function zipOf(exported: RecordEntry, files: ReadonlyMap<string, Buffer>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on("error", (error: Error) => output.destroy(error));
  const sums: FileSum[] = [];
  for (const [name, bytes] of files) {
    sums.push({ name, bytes: bytes.length, sha256: sha256(bytes) });
    zip.addBuffer(bytes, name, STORED);
  }
  const events = new EventLines(exported);
  addStream(zip, "events.jsonl", () => events.lines());
  addStream(zip, "manifest.json", () => [manifestOf(exported, events.head, [...sums, events.sum])]);
  zip.end();
  return output;
}

/** An error while reading ends the download, so that a cut-off bundle is seen as one. */
function addStream(zip: ZipFile, name: string, lines: () => Iterable<Buffer> | AsyncIterable<Buffer>): void {
  zip.addReadStreamLazy(name, STORED, (callback) => {
    const stream = Readable.from(lines(), { objectMode: false });
    stream.on("error", (error) => zip.emit("error", error));
    callback(null, stream);
  });
}

interface FileSum {
  name: string;
  bytes: number;
  sha256: string;
}

class EventLines {
  readonly #exported: RecordEntry;
  readonly #hash = createHash("sha256");
  #bytes = 0;
  head = "";

  constructor(exported: RecordEntry) {
    this.#exported = exported;
  }

  async *lines(): AsyncGenerator<Buffer> {
    for await (const batch of storedEntries(this.#exported.incidentId, this.#exported.seq)) {
      const lines = batch.map(({ seq, payload, salt, prev, hash }) => {
        this.head = hex(hash);
        return `${JSON.stringify({ seq, payload, salt: hex(salt), prev: hex(prev), hash: this.head })}\n`;
      });
      const bytes = Buffer.from(lines.join(""));
      this.#hash.update(bytes);
      this.#bytes += bytes.length;
      yield bytes;
    }
  }

  get sum(): FileSum {
    return { name: "events.jsonl", bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }
}

function manifestOf(exported: RecordEntry, head: string, files: FileSum[]): Buffer {
  const manifest = {
    format: "firebreak-record/1",
    incident: incidentRef(exported.incidentId),
    entries: exported.seq,
    head,
    exportedAt: exported.recordedAt,
    exportedBy: exported.author.name,
    files,
  };
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
