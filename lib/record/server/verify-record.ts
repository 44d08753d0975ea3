import { eq } from "drizzle-orm";
import { db, rawSql } from "@/db/client";
import { incidents, recordHeads } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { afterEvent, type IncidentState, NEW_INCIDENT } from "@/lib/incidents/projection";
import type { Author, RecordEntry } from "../model";
import { payloadOf } from "../payload";
import type { VerificationView } from "../views";
import { GENESIS, linkHash } from "./chain";

const BATCH = 2000;

type StoredEntry = RecordEntry & { payload: string; salt: Uint8Array; prev: Uint8Array; hash: Uint8Array };

/**
 * Checks an incident's record where it is kept: each link of the chain, that the columns say what the hashed text
 * says, and that the incident's cached columns are what the events make of them. Reads in batches; memory stays flat.
 */
export async function verifyRecord(ctx: Ctx, ref: string): Promise<VerificationView> {
  const { id } = await requireIncident(ctx, db(), ref, "read");
  const check = new RecordCheck();
  // The head and the cache first: entries that are written meanwhile are not part of what is checked.
  const [head, cached] = await db().transaction(
    async (tx) => [
      (await tx.select().from(recordHeads).where(eq(recordHeads.incidentId, id)))[0],
      (await tx.select().from(incidents).where(eq(incidents.id, id)))[0],
    ],
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  invariant(head && cached, "an incident has a record");
  for await (const batch of storedEntries(id, head.seq)) for (const entry of batch) check.entry(entry);
  return { ...check.conclude(head, cached), checkedAt: ctx.now() };
}

class RecordCheck {
  #seq = 0;
  #hash: Uint8Array = GENESIS;
  #state: IncidentState = NEW_INCIDENT;
  #firstBad: VerificationView["firstBad"] = null;

  entry(entry: StoredEntry): void {
    const reason = this.#faultOf(entry);
    if (reason) this.#firstBad ??= { seq: entry.seq, reason };
    this.#seq = entry.seq;
    this.#hash = entry.hash;
    this.#state = afterEvent(this.#state, entry);
  }

  #faultOf(entry: StoredEntry): string | null {
    if (entry.seq !== this.#seq + 1) return `Entry ${this.#seq + 1} is missing.`;
    if (!same(entry.prev, this.#hash)) return "It does not point back to the entry before it.";
    if (!same(entry.hash, linkHash(entry.prev, entry.salt, entry.payload))) return "Its text is not what was hashed.";
    if (payloadOf(toRecordEntry(entry)) !== entry.payload) return "Its columns do not say what its text says.";
    return null;
  }

  conclude(head: { seq: number; hash: Uint8Array }, cached: IncidentState): Omit<VerificationView, "checkedAt"> {
    if (!this.#firstBad && (head.seq !== this.#seq || !same(head.hash, this.#hash))) {
      this.#firstBad = { seq: this.#seq + 1, reason: "The record ends before its head: entries were cut off." };
    }
    if (!this.#firstBad) {
      const column = CACHED.find((name) => this.#state[name] !== cached[name]);
      if (column) this.#firstBad = { seq: 0, reason: `The incident's ${column} is not what its record says.` };
    }
    return {
      sound: this.#firstBad === null,
      entries: this.#seq,
      firstBad: this.#firstBad,
      head: Buffer.from(this.#hash).toString("hex"),
    };
  }
}

/** The columns of an incident that only its record may change. */
export const CACHED = Object.keys(NEW_INCIDENT) as (keyof IncidentState)[];

function toRecordEntry({ payload: _, salt: __, prev: ___, hash: ____, ...entry }: StoredEntry): RecordEntry {
  return entry;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The entries up to a number, in order, a batch at a time. */
export async function* storedEntries(incidentId: number, until: number): AsyncGenerator<StoredEntry[]> {
  for (let after = 0; after < until; ) {
    const rows = await rawSql()<(Omit<StoredEntry, "author"> & { author: Author })[]>`
      select incident_id as "incidentId", seq, kind, occurred_at as "occurredAt", precision, recorded_at as "recordedAt",
        author_kind, author_id, author_name, source, corrects, data, payload, salt, prev, hash
      from incident_events where incident_id = ${incidentId} and seq > ${after} and seq <= ${until}
      order by seq limit ${BATCH}`;
    if (rows.length === 0) return;
    yield rows.map((row) => {
      const { author_kind: kind, author_id: id, author_name: name, ...rest } = row as unknown as AuthorColumns;
      return { ...(rest as unknown as StoredEntry), author: { kind, id, name } };
    });
    after = rows.at(-1)?.seq ?? until;
  }
}

type AuthorColumns = { author_kind: Author["kind"]; author_id: string | null; author_name: string };
