import { stringify as stringifyStream } from "csv-stringify";
import { stringify } from "csv-stringify/sync";

/**
 * RFC 4180: rows end with CRLF, and a cell that holds a comma, a quote or any line break is quoted (with a delimiter of
 * its own choice the library quotes only that one). A cell that a sheet would run as a formula is given as text.
 */
const RFC_4180 = { record_delimiter: "windows", quote_record_delimiter: true, escape_formulas: true } as const;

type Row = readonly (string | number)[];

/** Rows as CSV; `bom` tells a spreadsheet that it is UTF-8. */
export function csvText(rows: readonly Row[], { bom = false } = {}): string {
  return stringify([...rows], { ...RFC_4180, bom });
}

/** Takes objects and gives CSV with a head of their keys, for as many rows as there are. */
export function csvStream(columns: readonly string[]) {
  return stringifyStream({ ...RFC_4180, header: true, columns: [...columns], bom: true });
}
