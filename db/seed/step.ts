import type { Ctx } from "@/lib/api/server/context";
import type { Instant } from "@/lib/time/instant";
import { acting, type DemoUsers } from "./demo-people";

/** Something that somebody of a story did at an instant, through a verb. */
export interface Step {
  at: Instant;
  by: keyof DemoUsers;
  run(ctx: Ctx, ref: string): Promise<unknown>;
}

/** Lets a story go on in the order of time, so that its record is written in that order too. */
export async function play(users: DemoUsers, ref: string, steps: readonly Step[]): Promise<void> {
  const inOrder = [...steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const step of inOrder) await step.run(acting(users[step.by], step.at), ref);
}
