"use client";

import { parseAsString, useQueryState } from "nuqs";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import { isZone } from "@/lib/time/format";

/** `utc`, `mine` (the browser's), or an IANA name. */
export type ZoneChoice = string;

interface Zones {
  choice: ZoneChoice;
  /** The IANA name that times are shown in. */
  zone: string;
  mine: string;
  choose: (choice: ZoneChoice) => void;
}

const UTC: Zones = { choice: "utc", zone: "UTC", mine: "UTC", choose: () => {} };
const ZoneContext = createContext<Zones>(UTC);
const STORED = "firebreak.zone";

const never = () => () => {};

/** False on the server and in the first pass in the browser, so that both render the same. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Which zone times are shown in. `?tz=` in the address wins over what this browser remembers, and that over UTC. */
export function ZoneProvider({ children }: { children: ReactNode }) {
  const hydrated = useHydrated();
  const [inAddress, setInAddress] = useQueryState("tz", parseAsString);
  const stored = useSyncExternalStore(subscribe, readStored, () => null);

  const choose = useCallback(
    (choice: ZoneChoice) => {
      writeStored(choice);
      void setInAddress(choice === "utc" ? null : choice);
    },
    [setInAddress],
  );

  const zones = useMemo<Zones>(() => {
    if (!hydrated) return { ...UTC, choose };
    const mine = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    const choice = inAddress ?? stored ?? "utc";
    return { choice, zone: resolve(choice, mine), mine, choose };
  }, [hydrated, inAddress, stored, choose]);

  return <ZoneContext value={zones}>{children}</ZoneContext>;
}

export function useZone(): Zones {
  return useContext(ZoneContext);
}

function resolve(choice: ZoneChoice, mine: string): string {
  if (choice === "mine") return mine;
  return choice !== "utc" && isZone(choice) ? choice : "UTC";
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function writeStored(choice: ZoneChoice) {
  try {
    localStorage.setItem(STORED, choice);
  } catch {
    // A browser that stores nothing still has the address.
  }
  for (const listener of listeners) listener();
}
