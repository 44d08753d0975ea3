"use client";

import { usePathname } from "next/navigation";
import { useLive } from "@/lib/live/use-live";

/** Listens for the incident that one looks at, or for the list of all. */
export function LiveHost() {
  const path = usePathname();
  useLive(/^\/incidents\/(INC-\d+)/.exec(path)?.[1] ?? null);
  return null;
}
