import type { Ctx } from "@/lib/api/server/context";
import { csvText } from "@/lib/api/server/csv";
import type { AllTasksQuery } from "../inputs";
import type { TaskView } from "../views";
import { listAllTasks, listTasks } from "./list-tasks";

const COLUMNS: [string, (task: TaskView) => string][] = [
  ["ref", (task) => `${task.incident}/${task.ref}`],
  ["title", (task) => task.title],
  ["kind", (task) => task.kind],
  ["safeguard", (task) => task.safeguard ?? ""],
  ["state", (task) => task.state],
  ["owner", (task) => task.owner?.name ?? ""],
  ["due at (UTC)", (task) => task.dueAt ?? ""],
  ["due because", (task) => task.dueReason ?? (task.dueBasis === "person" ? "set by a person" : "")],
  ["blocked by", (task) => task.blockedBy.map(({ ref }) => ref).join(" ")],
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
  return csv(data, `${ref.toUpperCase()}-tasks.csv`);
}

const PAGES = 25;
const PAGE = 200;

/** Tasks over all incidents that one may see, filtered as the list of them is. */
export async function exportAllTasks(ctx: Ctx, query: AllTasksQuery): Promise<Response> {
  const all: TaskView[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < PAGES && cursor !== null; page += 1) {
    const read = await listAllTasks(ctx, { ...query, limit: PAGE, ...(cursor ? { cursor } : {}) });
    all.push(...read.data);
    cursor = read.nextCursor;
  }
  return csv(all, "tasks.csv");
}

function csv(data: readonly TaskView[], filename: string): Response {
  const rows = [COLUMNS.map(([name]) => name), ...data.map((task) => COLUMNS.map(([, read]) => read(task)))];
  return new Response(csvText(rows, { bom: true }), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${filename}"`,
    },
  });
}
