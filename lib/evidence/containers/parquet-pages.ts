import { gunzipSync } from "node:zlib";
import type { Compressors, FileMetaData } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { getSchemaPath, isFlatColumn } from "hyparquet/src/schema.js";
import { compressors, decompressZstd } from "hyparquet-compressors";
import { ContainerError } from "./limits";

export type Group = FileMetaData["row_groups"][number];

const MIB = 1024 * 1024;
/** A row group is held whole while it is read, so it has to fit. */
export const MOST_GROUP_BYTES = 96 * MIB;
/** A page is unpacked whole: a few bytes may stand for any number of equal values. */
const MOST_PAGE_VALUES = 2_000_000;
/** What the pages under one window of rows may hold, over all columns. */
const MOST_HELD_VALUES = 16_000_000;

/** Where the bytes of a group lie in the file. */
export function spanOf(group: Group): { from: number; until: number } {
  let [from, until] = [Number.MAX_SAFE_INTEGER, 0];
  for (const { meta_data: meta } of group.columns) {
    if (!meta) throw new Error("a column that is not described");
    const start = startOf(meta);
    from = Math.min(from, start);
    until = Math.max(until, start + Number(meta.total_compressed_size));
  }
  return group.columns.length > 0 ? { from, until } : { from: 0, until: 0 };
}

/**
 * Refuses a group that does not fit, by the heads of its pages: what the file's footer says of sizes and numbers is
 * only said, what a page's head says is what will be unpacked.
 */
export function checkPages(metadata: FileMetaData, index: number, bytes: ArrayBuffer, base: number): void {
  const group = metadata.row_groups[index] as Group;
  const rows = Number(group.num_rows);
  let [unpacked, held] = [0, 0];
  if (group.columns.length === 0 && rows > 0) throw new Error("rows without columns");
  for (const { meta_data: meta } of group.columns) {
    if (!meta) throw new Error("a column that is not described");
    const start = startOf(meta) - base;
    const pages = pagesOf(
      new DataView(bytes, start, Math.min(Number(meta.total_compressed_size), bytes.byteLength - start)),
    );
    const largest = pages.reduce((most, page) => Math.max(most, page.values), 0);
    if (largest > MOST_PAGE_VALUES)
      throw refused(index, `holds a page of ${largest.toLocaleString("en-US")} values`, "2,000,000");
    const values = pages.reduce((sum, page) => (page.dictionary ? sum : sum + page.values), 0);
    if (rows > values) throw new Error("fewer values than rows");
    unpacked += pages.reduce((sum, page) => sum + page.bytes, 0);
    // Lists are read whole for every window of rows.
    held += isFlatColumn(getSchemaPath(metadata.schema, meta.path_in_schema)) ? largest : values;
    if (unpacked > MOST_GROUP_BYTES) throw refused(index, `unpacks to more than ${MOST_GROUP_BYTES / MIB} MB`, "these");
    if (held > MOST_HELD_VALUES) throw refused(index, "holds more values than can be read at once", "16,000,000");
  }
}

function startOf(meta: NonNullable<Group["columns"][number]["meta_data"]>): number {
  return Number(meta.dictionary_page_offset || meta.data_page_offset);
}

interface Page {
  dictionary: boolean;
  values: number;
  bytes: number;
}

function pagesOf(view: DataView): Page[] {
  const reader = { view, offset: 0 };
  const pages: Page[] = [];
  while (reader.offset < view.byteLength - 1) {
    const head = parquetHeader(reader);
    const { data_page_header: one, data_page_header_v2: two, dictionary_page_header: words } = head;
    const values = Math.max(one?.num_values ?? 0, two?.num_values ?? 0, two?.num_rows ?? 0, words?.num_values ?? 0);
    const sizes = [values, head.compressed_page_size, head.uncompressed_page_size];
    if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) throw new Error("a page of no size");
    pages.push({ dictionary: words !== undefined, values, bytes: head.uncompressed_page_size });
    reader.offset += head.compressed_page_size;
  }
  return pages;
}

function refused(index: number, what: string, most: string): ContainerError {
  return new ContainerError(
    "refused",
    `Row group ${index + 1} of this Parquet file ${what}; ${most} are the most. Write it with smaller row groups, or export JSON lines.`,
  );
}

/** Unpacking that ends at the size that a page's head says; some of the library's own go on as far as the bytes lead. */
export const BOUNDED: Compressors = {
  ...compressors,
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
};
