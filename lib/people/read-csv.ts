/** A line's cells by the head's names, in small letters; empty cells are left out. */
export interface CsvRow {
  line: number;
  cells: Record<string, string>;
}

export interface CsvReading {
  head: string[];
  rows: CsvRow[];
  errors: { line: number; message: string }[];
  notes: string[];
}

/** Comma, semicolon or tab by the head line. The parser is loaded when a CSV comes. */
export async function readCsv(text: string): Promise<CsvReading> {
  const { parse } = await import("csv-parse/browser/esm/sync");
  const reading: CsvReading = { head: [], rows: [], errors: [], notes: [] };
  let parsed: { record: string[]; info: { lines: number } }[];
  try {
    parsed = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof parsed;
  } catch (error) {
    const { lines = 1, message } = error as Error & { lines?: number };
    reading.errors.push({ line: lines, message: `This is not CSV: ${message}` });
    return reading;
  }
  const [head, ...body] = parsed;
  reading.head = (head?.record ?? []).map((name) => name.toLowerCase());
  for (const { record, info } of body) {
    if (record.length > reading.head.length) {
      const message = `This line has ${record.length} cells, the head line ${reading.head.length}. Quote cells that hold the separator.`;
      reading.errors.push({ line: info.lines, message });
      continue;
    }
    const pairs = record.map((cell, i) => [reading.head[i] ?? "", cell] as const).filter(([, cell]) => cell !== "");
    reading.rows.push({ line: info.lines, cells: Object.fromEntries(pairs) });
  }
  return reading;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  if (head.includes("\t")) return "\t";
  return head.includes(";") && !head.includes(",") ? ";" : ",";
}
