import type { Permission } from "@/lib/access/model";
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
  const drop: Step = { name: "drop", label: "Drop…" };
  const start: Step = { name: "start", label: "Carry out…" };
  switch (action.state) {
    case "requested": {
      const asked = action.requestedBy.id === viewer.id;
      const agreed = action.approvals.some((approval) => approval.id === viewer.id);
      const approve: Step[] = asked || agreed ? [] : [{ name: "approve", label: "Agree…", next: true }];
      return [drop, ...(viewer.can("command") ? [start] : []), ...approve];
    }
    case "approved":
      return [drop, { ...start, next: true }];
    case "started":
      return [drop, { name: "done", label: "Done…", next: true }];
    case "done":
      return [
        ...(action.verdict === "failed" ? [drop] : []),
        { name: "checks", label: "Record a look…", next: action.verdict !== "verified" },
      ];
    default:
      return [];
  }
}
