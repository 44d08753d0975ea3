import * as z from "zod";
import { instantInput, optionalText, textInput } from "@/lib/api/inputs";
import { SAFEGUARDS, TASK_KINDS, TASK_STATES } from "./model";

const citation = textInput("Name the evidence.", 500);
const version = z.coerce.number().int().min(1).optional();

const fields = {
  title: textInput("Say what has to be done.", 300),
  detail: optionalText(20_000),
  kind: z.enum(TASK_KINDS),
  /** The safeguard that it builds. */
  safeguard: z.enum(SAFEGUARDS).nullable(),
  ownerId: z.uuid().nullable(),
  /** Left out: by the severity's targets. */
  dueAt: instantInput(),
  /** All tasks of the incident that have to be over before it can be begun. */
  blockedBy: z.array(z.uuid()).max(50, "At most 50 tasks."),
};

export const AddTaskInput = z.strictObject({
  ...fields,
  detail: fields.detail.default(""),
  kind: fields.kind.default("containment"),
  safeguard: fields.safeguard.default(null),
  ownerId: fields.ownerId.default(null),
  dueAt: fields.dueAt.optional(),
  blockedBy: fields.blockedBy.optional(),
});
export type AddTaskInput = z.output<typeof AddTaskInput>;
export type AddTaskRequest = z.input<typeof AddTaskInput>;

/** Only what changes. `version` (or If-Match) is the one that was read. `dueAt: null` goes back to the severity's. */
export const ChangeTaskInput = z
  .strictObject({
    ...z.object({ ...fields, dueAt: fields.dueAt.nullable() }).partial().shape,
    state: z.enum(["open", "in_progress"]).optional(),
    version,
  })
  .refine(({ version: _, ...changes }) => Object.keys(changes).length > 0, "Say what to change.");
export type ChangeTaskInput = z.output<typeof ChangeTaskInput>;
export type ChangeTaskRequest = z.input<typeof ChangeTaskInput>;

export const FinishTaskInput = z.strictObject({
  proof: textInput("Say what shows that it is done: a change, a test, a log.", 5000),
  proofEvidence: z.array(citation).max(50).default([]),
  version,
});
export type FinishTaskInput = z.output<typeof FinishTaskInput>;

export const VerifyTaskInput = z.strictObject({ note: optionalText(2000).optional(), version });
export type VerifyTaskInput = z.output<typeof VerifyTaskInput>;

/** For reopening and for not doing: both are honest with a reason only. */
export const TaskReasonInput = z.strictObject({ reason: textInput("Say why.", 5000), version });
export type TaskReasonInput = z.output<typeof TaskReasonInput>;

const bulkChanges = z
  .strictObject({
    kind: fields.kind,
    safeguard: fields.safeguard,
    ownerId: fields.ownerId,
    dueAt: fields.dueAt.nullable(),
    state: z.enum(["open", "in_progress"]),
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, "Say what to change.");

/**
 * The same change to many tasks, each as it was read: all of them or none. Done and verified are said of one task at a
 * time, since each has its own proof.
 */
export const BulkTasksInput = z.strictObject({
  tasks: z
    .array(z.strictObject({ id: z.uuid(), version: z.number().int().min(1) }))
    .min(1, "Choose at least one task.")
    .max(200, "At most 200 tasks at once.")
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Name each task once."),
  change: z.union([
    z.strictObject({ set: bulkChanges }),
    z.strictObject({ notDoing: z.strictObject({ reason: textInput("Say why.", 5000) }) }),
  ]),
});
export type BulkTasksInput = z.output<typeof BulkTasksInput>;
export type BulkTasksRequest = z.input<typeof BulkTasksInput>;

const states = z
  .string()
  .max(100)
  .transform((text) => text.split(",").filter((part) => part !== ""))
  .pipe(z.array(z.enum(TASK_STATES)));

export const ListTasksQuery = z.object({ state: states.optional() });
export type ListTasksQuery = z.output<typeof ListTasksQuery>;

const flag = z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1");

export const AllTasksQuery = z.object({
  /** Only what I own. */
  mine: flag.optional(),
  /** Only what is late. */
  overdue: flag.optional(),
  /** Only what waits for a verifier, and not for me as its owner or doer. */
  toVerify: flag.optional(),
  state: states.optional(),
  kind: z
    .string()
    .max(100)
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(z.enum(TASK_KINDS)))
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type AllTasksQuery = z.output<typeof AllTasksQuery>;
