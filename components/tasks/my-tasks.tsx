"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { useListKeys } from "@/components/ui/use-list-keys";
import { failureText } from "@/lib/api/field-errors";
import type { Severity } from "@/lib/incidents/model";
import { TASK_KINDS } from "@/lib/tasks/model";
import { myTasks, tasksToVerify } from "@/lib/tasks/queries";
import type { TaskRow } from "@/lib/tasks/views";
import { KIND_WORDS } from "@/lib/tasks/words";
import { BlockedBy } from "./blocked-by";
import { Due } from "./due";
import { StateMark } from "./state-mark";

interface MyTasksProps {
  badge: (level: Severity | null) => ReactNode;
}

/** What I have to do, late first, and what waits for me as a verifier. */
export function MyTasks({ badge }: MyTasksProps) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "task");
  const [kind, setKind] = useQueryState("kind", parseAsStringLiteral(TASK_KINDS));
  const mine = useQuery(myTasks(kind));
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
  const waiting = (verify.data?.data ?? []).filter((task) => kind === null || task.kind === kind);
  if (kind === null && late.length + next.length + waiting.length === 0) {
    return (
      <EmptyState title="Nothing to do">
        Tasks that you own appear here, over all incidents, the next due first. So does what others have done and you
        can verify.
      </EmptyState>
    );
  }
  return (
    <div ref={list} className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="Which kind"
          options={[
            { value: "any", label: "All kinds" },
            ...TASK_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
          ]}
          value={kind ?? "any"}
          onValueChange={(value) => void setKind(value === "any" ? null : value)}
        />
        {late.length > 0 && <span className="font-medium text-exposed">{late.length} overdue</span>}
        <a
          href={`/api/v1/tasks.csv?mine=true&state=open,in_progress${kind ? `&kind=${kind}` : ""}`}
          download
          className={`${buttonStyle()} ml-auto`}
        >
          <Download aria-hidden="true" />
          CSV
        </a>
      </div>
      {late.length + next.length + waiting.length === 0 && (
        <p className="py-6 text-center text-ink-2">Nothing of this kind is yours to do.</p>
      )}
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
                <BlockedBy task={task} />
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
