import { stringify } from "csv-stringify/sync";
import type { Ctx } from "@/lib/api/server/context";
import type { TaskView } from "../views";
import { listTasks } from "./list-tasks";

const COLUMNS: [string, (task: TaskView) => string][] = [
  ["ref", (task) => `${task.incident}/${task.ref}`],
  ["title", (task) => task.title],
  ["kind", (task) => task.kind],
  ["safeguard", (task) => task.safeguard ?? ""],
  ["state", (task) => task.state],
  ["owner", (task) => task.owner?.name ?? ""],
  ["due at (UTC)", (task) => task.dueAt ?? ""],
  ["overdue", (task) => (task.overdue ? "yes" : "no")],
  ["done at (UTC)", (task) => task.doneAt ?? ""],
  ["done by", (task) => task.doneBy?.name ?? ""],
  ["proof", (task) => task.proof ?? ""],
  ["evidence", (task) => task.proofEvidence.join(" ")],
  ["verified at (UTC)", (task) => task.verifiedAt ?? ""],
  ["verified by", (task) => task.verifiedBy?.name ?? ""],
  ["not doing because", (task) => task.notDoingReason ?? ""],
];

/** The incident's tasks for a spreadsheet; text that a spreadsheet would run as a formula is escaped. */
export async function exportTasks(ctx: Ctx, ref: string): Promise<Response> {
  const { data } = await listTasks(ctx, ref, {});
  const rows = [COLUMNS.map(([name]) => name), ...data.map((task) => COLUMNS.map(([, read]) => read(task)))];
  return new Response(stringify(rows, { bom: true, escape_formulas: true }), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${ref.toUpperCase()}-tasks.csv"`,
    },
  });
}
