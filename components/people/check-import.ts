import type * as z from "zod";
import type { ClearanceRow, PrincipalRow } from "@/lib/people/inputs";
import {
  type ImportChoice,
  type ImportError,
  type ImportKind,
  type ImportReading,
  readImport,
} from "@/lib/people/read-import";

export type ImportRow = z.input<typeof PrincipalRow> | z.input<typeof ClearanceRow>;

export interface CheckedImport extends Pick<ImportReading, "needs" | "kindForAll" | "asks"> {
  rows: ImportRow[];
  /** On which line of the file each row begins, so that a refusal of the server can be found there. */
  lines: number[];
  errors: ImportError[];
  notes: string[];
}

function sentence(issue: z.core.$ZodIssue, value: Record<string, unknown>): string {
  const field = issue.path.join(".");
  if (issue.code === "invalid_value") {
    const given = value[field] ? `“${value[field]}” is none of` : "say which of";
    return `${field}: ${given} ${issue.values.join(", ")}.`;
  }
  return field ? `${field}: ${issue.message}` : issue.message;
}

/** Reads a file and holds every row against the schema that the server uses, which is loaded only here. */
export async function checkImport(text: string, kind: ImportKind, choice: ImportChoice): Promise<CheckedImport> {
  const { items, ...reading } = await readImport(text, kind, choice);
  const inputs = await import("@/lib/people/inputs");
  const schema: z.ZodType = kind === "principals" ? inputs.PrincipalRow : inputs.ClearanceRow;
  const checked: CheckedImport = { ...reading, rows: [], lines: [], errors: [...reading.errors] };
  for (const { line, value } of items) {
    const result = schema.safeParse(value);
    if (result.success) {
      checked.rows.push(value as ImportRow);
      checked.lines.push(line);
    } else {
      const [issue] = result.error.issues;
      checked.errors.push({ line, message: issue ? sentence(issue, value) : "not understood" });
    }
  }
  checked.errors.sort((a, b) => a.line - b.line);
  return checked;
}

/** What is left when the server named rows that it would refuse: these are said by their lines in the file. */
export function withoutWrong(checked: CheckedImport, wrong: readonly ImportError[]): CheckedImport {
  const refused = new Set(wrong.map(({ line }) => line - 1));
  const said = wrong.map(({ line, message }) => ({ line: checked.lines[line - 1] ?? line, message }));
  return {
    ...checked,
    rows: checked.rows.filter((_, i) => !refused.has(i)),
    lines: checked.lines.filter((_, i) => !refused.has(i)),
    errors: [...checked.errors, ...said].sort((a, b) => a.line - b.line),
  };
}
