"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { dateToInstant, type Instant } from "@/lib/time/instant";
import { connectLive, type LiveEvent, type LiveStatus } from "./live-connection";

export type LiveState = { status: "connecting" } | { status: "live" } | { status: "offline"; since: Instant };

/** A tab that nobody has looked at for so long lets go of its connection, and catches up when it is seen again. */
const HIDDEN_MS = 60_000;
/** The first change is read at once, those that follow within this time together: an import's thousand changes are not a thousand requests. */
const GATHER_MS = 120;

let state: LiveState = { status: "connecting" };
const listeners = new Set<() => void>();

function setStatus(status: LiveStatus) {
  if (status === state.status) return;
  state = status === "offline" ? { status, since: dateToInstant(new Date()) } : { status };
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
 * Keeps what this page shows fresh. A change makes the queries of its incident stale; a connection that begins or comes
 * back makes all of them stale if something may have changed since this page was read. Once, in the shell, with the incident one looks at.
 */
export function useLive(incident: string | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refresh = refresher(queryClient);
    let disconnect: (() => void) | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      disconnect ??= connectLive(incident, { onEvent: refresh, onStatus: setStatus });
    };
    const onVisibility = () => {
      clearTimeout(timer);
      if (document.hidden) {
        timer = setTimeout(() => {
          disconnect?.();
          disconnect = null;
        }, HIDDEN_MS);
      } else if (!disconnect) {
        connect();
      }
    };
    connect();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
      disconnect?.();
    };
  }, [queryClient, incident]);
}

function refresher(queryClient: QueryClient): (event: LiveEvent) => void {
  const due = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;

  function flush() {
    timer = undefined;
    flushedAt = performance.now();
    for (const ref of due) {
      // Who is here has its own message, and changes more often than what is known.
      void queryClient.invalidateQueries({
        queryKey: ["incident", ref],
        predicate: ({ queryKey }) => queryKey[2] !== "presence",
      });
    }
    due.clear();
    for (const list of ["incidents", "tasks", "postmortems", "ai-systems", "approvals", "notices"])
      void queryClient.invalidateQueries({ queryKey: [list] });
  }

  return (event) => {
    if (event.type === "hello") {
      // All that this page holds was read after it began to load: an older change is in it.
      if (event.quietForMs < performance.now()) void queryClient.invalidateQueries();
    } else if (event.type === "revoked") {
      void queryClient.invalidateQueries();
    } else if (event.type === "presence") {
      void queryClient.invalidateQueries({ queryKey: ["incident", event.incident, "presence"] });
    } else {
      if (event.incident) due.add(event.incident);
      if (!timer) timer = setTimeout(flush, Math.max(0, flushedAt + GATHER_MS - performance.now()));
    }
  };
}
