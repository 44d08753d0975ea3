import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { RawSql } from "@/db/client";

/** The raw client, a reserved connection or a transaction of it. */
export type CanCopy = Pick<RawSql, "unsafe">;

/**
 * COPY … FROM STDIN with bytes that are ready. postgres 3.4.9 never settles its stream when the server refuses after
 * the last byte, so the query's own refusal is passed on to the stream (porsager/postgres#1173).
 */
export async function copyIn(sql: CanCopy, statement: string, pieces: readonly (Buffer | string)[]): Promise<void> {
  const query = sql.unsafe(statement);
  const stream: Writable = await query.writable();
  const inner = query as unknown as { reject(error: Error): void };
  const reject = inner.reject;
  inner.reject = (error) => {
    stream.destroy(error);
    reject(error);
  };
  query.catch(() => {});
  const done = finished(stream);
  done.catch(() => {});
  for (const piece of pieces) {
    if (!stream.write(piece)) await Promise.race([new Promise((resolve) => stream.once("drain", resolve)), done]);
  }
  stream.end();
  await done;
}
