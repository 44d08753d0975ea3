import type * as z from "zod";
import type { ClearanceRow, PrincipalRow } from "@/lib/people/inputs";
import { type ImportError, type ImportKind, readImport } from "@/lib/people/read-import";

export type ImportRow = z.input<typeof PrincipalRow> | z.input<typeof ClearanceRow>;

export interface CheckedImport {
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
export async function checkImport(text: string, kind: ImportKind): Promise<CheckedImport> {
  const reading = await readImport(text, kind);
  const inputs = await import("@/lib/people/inputs");
  const schema: z.ZodType = kind === "principals" ? inputs.PrincipalRow : inputs.ClearanceRow;
  const checked: CheckedImport = { rows: [], lines: [], errors: [...reading.errors], notes: reading.notes };
  for (const { line, value } of reading.items) {
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
