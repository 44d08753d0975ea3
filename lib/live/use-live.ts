"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { dateToInstant, type Instant } from "@/lib/time/instant";
import { connectLive } from "./live-connection";

export type LiveState = { status: "connecting" } | { status: "live" } | { status: "offline"; since: Instant };

let state: LiveState = { status: "connecting" };
const listeners = new Set<() => void>();

function setState(next: LiveState["status"]) {
  if (next === state.status) return;
  state = next === "offline" ? { status: next, since: dateToInstant(new Date()) } : { status: next };
  for (const listener of listeners) listener();
}

/** Whether this page hears of changes now. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
    () => state,
  );
}

/**
 * Keeps what this page shows fresh: each message makes the queries of its incident stale, and after a lost connection
 * all of them, since nobody can say what was missed. Once, in the shell.
 */
export function useLive(): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      connectLive({
        onMessage: (message) => refresh(queryClient, message.incident),
        onStatus: (status, resync) => {
          setState(status);
          if (resync) void queryClient.invalidateQueries();
        },
      }),
    [queryClient],
  );
}

const due = new Set<number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Messages of one moment are taken together, so that an import's thousand changes are not a thousand requests. */
function refresh(queryClient: QueryClient, incident: number | null) {
  if (incident !== null) due.add(incident);
  if (timer) return;
  timer = setTimeout(() => {
    timer = undefined;
    for (const id of due) void queryClient.invalidateQueries({ queryKey: ["incident", `INC-${id}`] });
    due.clear();
    void queryClient.invalidateQueries({ queryKey: ["incidents"] });
  }, 120);
}
