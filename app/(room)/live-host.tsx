"use client";

import { usePathname } from "next/navigation";
import { incidentAt } from "@/components/shell/navigation";
import { useLive } from "@/lib/live/use-live";

/** Listens for the incident that one looks at, or for the list of all. */
export function LiveHost() {
  useLive(incidentAt(usePathname()));
  return null;
}
