"use client";

import { SeverityBadge } from "@/components/incidents/severity-badge";
import { MyTasks } from "@/components/tasks/my-tasks";

export function MyTasksView() {
  return <MyTasks badge={(level) => <SeverityBadge severity={level} />} />;
}
