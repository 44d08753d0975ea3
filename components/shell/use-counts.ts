"use client";

import { useQuery } from "@tanstack/react-query";
import { openIncidents } from "@/lib/incidents/queries";

export interface Counts {
  openIncidents: string | null;
  myTasks: string | null;
}

/** The figures in the navigation; null while they are not known or nothing is there. */
export function useCounts(): Counts {
  const { data } = useQuery(openIncidents());
  return { openIncidents: data ? count(data.data.length, data.nextCursor) : null, myTasks: null };
}

function count(shown: number, nextCursor: string | null): string | null {
  if (shown === 0) return null;
  return nextCursor ? `${shown}+` : String(shown);
}
