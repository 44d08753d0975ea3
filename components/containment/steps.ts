import type { Permission } from "@/lib/access/model";
import { KIND_FACTS } from "@/lib/containment/model";
import type { ActionView } from "@/lib/containment/views";
import type { StepName } from "./step-form";

export interface Step {
  name: StepName;
  label: string;
  /** The one thing that comes next. */
  next?: boolean;
}

interface Viewer {
  id: string;
  can: (permission: Permission) => boolean;
}

/** What somebody can do with an action now; whoever asked for it is not the one who agrees. */
export function stepsOf(action: ActionView, viewer: Viewer): Step[] {
  if (!viewer.can("respond")) return [];
  const unnamed = KIND_FACTS[action.kind].ofAgent && action.aiSystem === null && action.state !== "dropped";
  const steps = stepsByState(action, viewer);
  if (!unnamed) return steps;
  const name: Step = { name: "ai-system", label: "Name its AI system…", next: true };
  return [...steps.map((step) => ({ ...step, next: false })), name];
}

function stepsByState(action: ActionView, viewer: Viewer): Step[] {
  const drop: Step = { name: "drop", label: "Drop…" };
  const start: Step = { name: "start", label: "Carry it out…" };
  switch (action.state) {
    case "requested": {
      const asked = action.requestedBy.id === viewer.id;
      const agreed = action.approvals.some((approval) => approval.id === viewer.id);
      const approve: Step[] = asked || agreed ? [] : [{ name: "approve", label: "Approve…", next: true }];
      return [drop, ...(viewer.can("command") ? [start] : []), ...approve];
    }
    case "approved":
      return [drop, { ...start, next: true }];
    case "started":
      return [drop, { name: "done", label: "Record it as done…", next: true }];
    case "done":
      return action.verdict === "verified"
        ? [
            { name: "checks", label: "Check again…" },
            { name: "broken", label: "It no longer holds…", next: true },
          ]
        : [
            ...(action.verdict === "failed" ? [drop] : []),
            { name: "checks", label: "Check that it holds…", next: true },
          ];
    default:
      return [];
  }
}
