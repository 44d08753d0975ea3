"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { useListKeys } from "@/components/ui/use-list-keys";
import { failureText } from "@/lib/api/field-errors";
import type { Severity } from "@/lib/incidents/model";
import { myTasks, tasksToVerify } from "@/lib/tasks/queries";
import type { TaskRow } from "@/lib/tasks/views";
import { KIND_WORDS } from "@/lib/tasks/words";
import { Due } from "./due";
import { StateMark } from "./state-mark";

interface MyTasksProps {
  badge: (level: Severity | null) => ReactNode;
}

/** What I have to do, late first, and what waits for me as a verifier. */
export function MyTasks({ badge }: MyTasksProps) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "task");
  const mine = useQuery(myTasks());
  const verify = useQuery(tasksToVerify());
  const failed = mine.error ?? verify.error;
  if (failed && !mine.data) {
    return (
      <FailedState
        title="Your tasks could not be loaded."
        detail={failureText(failed)}
        onRetry={() => void mine.refetch()}
        retrying={mine.isFetching}
      />
    );
  }
  if (!mine.data) return <SkeletonRows label="Loading your tasks" />;
  const late = mine.data.data.filter((task) => task.overdue);
  const next = mine.data.data.filter((task) => !task.overdue);
  const waiting = verify.data?.data ?? [];
  if (late.length + next.length + waiting.length === 0) {
    return (
      <EmptyState title="Nothing to do">
        Tasks that you own appear here, over all incidents, the next due first. So does what others have done and you
        can verify.
      </EmptyState>
    );
  }
  return (
    <div ref={list} className="flex flex-col gap-5">
      <Group title="Overdue" tasks={late} badge={badge} alarm />
      <Group title="To do" tasks={next} badge={badge} />
      <Group title="Done by others, to verify" tasks={waiting} badge={badge} owner />
    </div>
  );
}

interface GroupProps extends MyTasksProps {
  title: string;
  tasks: readonly TaskRow[];
  alarm?: boolean;
  owner?: boolean;
}

function Group({ title, tasks, badge, alarm, owner }: GroupProps) {
  if (tasks.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={alarm ? "mb-0.5 font-semibold text-exposed" : "mb-0.5 font-semibold"}>
        {title} <span className="font-normal text-ink-3">{tasks.length}</span>
      </h2>
      <Table caption={`${title}: tasks`} className="min-w-[56rem] table-fixed">
        <THead>
          <tr>
            <Th>Task</Th>
            <Th className="w-72">Incident</Th>
            <Th className="w-28">Kind</Th>
            {owner && <Th className="w-40">Owner</Th>}
            <Th className="w-52">Due</Th>
            <Th className="w-28">State</Th>
          </tr>
        </THead>
        <tbody>
          {tasks.map((task) => (
            <Tr key={task.id}>
              <Td>
                <Link
                  data-list-item
                  href={`/incidents/${task.incident}/tasks?task=${task.ref}`}
                  className="rounded-xs hover:underline hover:decoration-line-strong hover:underline-offset-3"
                >
                  {task.title}
                </Link>
              </Td>
              <Td>
                <span className="flex items-center gap-2">
                  {badge(task.incidentSeverity)}
                  <span className="mono whitespace-nowrap">{task.incident}</span>
                  <span className="min-w-0 truncate text-ink-3 max-lg:hidden">{task.incidentTitle}</span>
                </span>
              </Td>
              <Td>{KIND_WORDS[task.kind]}</Td>
              {owner && <Td className="truncate">{task.owner?.name ?? "nobody"}</Td>}
              <Td>
                <Due task={task} />
              </Td>
              <Td>
                <StateMark state={task.state} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
