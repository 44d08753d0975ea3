"use client";

import { useQuery } from "@tanstack/react-query";
import { waitingApprovals } from "@/lib/agents/queries";
import { unreadNotices } from "@/lib/inbox/queries";
import { openIncidents } from "@/lib/incidents/queries";
import { myTasks } from "@/lib/tasks/queries";

export interface Counts {
  openIncidents: string | null;
  /** What was reported and nobody has decided on yet. */
  waitingTriage: string | null;
  myTasks: string | null;
  /** Requests of AI systems that wait for somebody's answer. */
  waitingApprovals: string | null;
  unread: string | null;
}

/** The figures in the navigation; null while they are not known or nothing is there. */
export function useCounts(): Counts {
  const { data: incidents } = useQuery(openIncidents());
  const { data: tasks } = useQuery(myTasks());
  const { data: approvals } = useQuery(waitingApprovals());
  const { data: inbox } = useQuery(unreadNotices());
  // A drill burns for nobody but those who train.
  const real = incidents?.data.filter(({ mode }) => mode !== "drill") ?? [];
  const waiting = real.filter(({ phase }) => phase === "triage").length;
  const more = incidents?.nextCursor ?? null;
  return {
    openIncidents: count(real.length - waiting, more),
    waitingTriage: count(waiting, more),
    myTasks: tasks ? count(tasks.data.length, tasks.nextCursor) : null,
    waitingApprovals: approvals ? count(approvals.data.length, approvals.nextCursor) : null,
    // The server counts up to 100.
    unread: inbox?.unread ? (inbox.unread > 99 ? "99+" : String(inbox.unread)) : null,
  };
}

function count(shown: number, nextCursor: string | null): string | null {
  if (shown === 0) return null;
  return nextCursor ? `${shown}+` : String(shown);
}
