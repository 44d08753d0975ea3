"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

const ServerNow = createContext<number>(0);

/** Gives the first render in the browser the same "now" as the server had (milliseconds since 1970). */
export function ClockProvider({ serverNowMs, children }: { serverNowMs: number; children: ReactNode }) {
  return <ServerNow value={serverNowMs}>{children}</ServerNow>;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = 0;

/** One timer for everything that ticks. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

/** Milliseconds since 1970, rounded down to `stepMs`: renders again only when that changes. */
export function useNow(stepMs = 1000): number {
  const serverNow = useContext(ServerNow);
  return useSyncExternalStore(
    subscribe,
    () => floor(nowMs || Date.now(), stepMs),
    () => floor(serverNow, stepMs),
  );
}

function floor(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}
