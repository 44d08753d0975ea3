import * as z from "zod";
import { SEVERITIES } from "@/lib/incidents/model";
import { SAFEGUARDS, TASK_KINDS, TASK_STATES } from "./model";

const PersonView = z.object({ id: z.string(), name: z.string() });

export const TaskView = z.object({
  id: z.string(),
  /** `T-3`, within the incident. */
  ref: z.string(),
  incident: z.string(),
  title: z.string(),
  detail: z.string(),
  kind: z.enum(TASK_KINDS),
  safeguard: z.enum(SAFEGUARDS).nullable(),
  state: z.enum(TASK_STATES),
  owner: PersonView.nullable(),
  dueAt: z.string().nullable(),
  dueBasis: z.enum(["severity", "person"]),
  /** How the severity came to the due time, in words; null where a person set it. */
  dueReason: z.string().nullable(),
  overdue: z.boolean(),
  /** What it waits for, also what of that is over by now. */
  blockedBy: z.array(z.object({ id: z.string(), ref: z.string(), title: z.string(), state: z.enum(TASK_STATES) })),
  /** Whether any of these is not over. */
  blocked: z.boolean(),
  proof: z.string().nullable(),
  proofEvidence: z.array(z.string()),
  doneAt: z.string().nullable(),
  doneBy: PersonView.nullable(),
  verifiedAt: z.string().nullable(),
  verifiedBy: PersonView.nullable(),
  notDoingReason: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
});
export type TaskView = z.output<typeof TaskView>;

export const TaskList = z.object({ data: z.array(TaskView), nextCursor: z.null() });
export type TaskList = z.output<typeof TaskList>;

/** A task among those of other incidents. */
export const TaskRow = TaskView.extend({
  incidentTitle: z.string(),
  incidentSeverity: z.enum(SEVERITIES).nullable(),
});
export type TaskRow = z.output<typeof TaskRow>;
export const TaskPage = z.object({ data: z.array(TaskRow), nextCursor: z.string().nullable() });
export type TaskPage = z.output<typeof TaskPage>;

/** Why one task of many could not be changed; in the problem document of a refusal, as `refusals`. */
export interface TaskRefusal {
  id: string;
  ref: string;
  message: string;
}
