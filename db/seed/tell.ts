import type * as z from "zod";
import { DeclareIncidentInput } from "@/lib/incidents/inputs";
import { parseIncidentRef } from "@/lib/incidents/model";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import type { Instant } from "@/lib/time/instant";
import { bringEvidence, evidenceReady } from "./bring-evidence";
import { acting, type DemoUsers } from "./demo-people";
import type { LogFile } from "./log-file";
import { play, type Step } from "./step";

/** A story as data: who declared what and when, the log files and when they were brought, and everything that was done. */
export interface Plot {
  declaredAt: Instant;
  declared: z.input<typeof DeclareIncidentInput>;
  /** What the sources support and what is invented. */
  synthetic: string;
  logs: readonly LogFile[];
  broughtAt: Instant;
  /** Steps from here on need the logs to have been read. */
  readAt: Instant;
  steps: readonly Step[];
}

export interface Told {
  id: number;
  ref: string;
}

/** Plays a story: as it went on, the logs read, and then what they made it possible to say. */
export async function tell(users: DemoUsers, plot: Plot): Promise<Told> {
  const declared = DeclareIncidentInput.parse(plot.declared);
  const { ref } = await declareIncident(acting(users.commander, plot.declaredAt), declared, plot.synthetic);
  const id = parseIncidentRef(ref);
  if (id === null) throw new Error(`${ref} names no incident`);
  const bring: Step = {
    at: plot.broughtAt,
    by: "responder",
    run: (ctx, to) => bringEvidence(ctx, to, plot.logs),
  };
  const steps = [...plot.steps, bring];
  const before = steps.filter((step) => step.at < plot.readAt);
  const after = steps.filter((step) => step.at >= plot.readAt);
  await play(users, ref, before);
  await evidenceReady(id);
  await play(users, ref, after);
  return { id, ref };
}
