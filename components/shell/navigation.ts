import type { Permission } from "@/lib/access/model";

export interface Place {
  href: string;
  label: string;
  /** The letter after G. */
  key: string;
  count?: "openIncidents" | "waitingTriage" | "myTasks" | "waitingApprovals" | "unread";
  needs?: Permission;
  /** Stands at the foot of the navigation. */
  foot?: boolean;
}

/** The pages that exist, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  { href: "/", label: "Now", key: "n" },
  { href: "/inbox", label: "Inbox", key: "b", count: "unread" },
  { href: "/incidents", label: "Incidents", key: "i", count: "openIncidents" },
  { href: "/triage", label: "Triage", key: "r", count: "waitingTriage" },
  { href: "/tasks", label: "My tasks", key: "t", count: "myTasks" },
  { href: "/agents", label: "Agents", key: "g", count: "waitingApprovals" },
  { href: "/assets", label: "Assets & people", key: "a" },
  { href: "/postmortems", label: "Postmortems", key: "p" },
  { href: "/audit", label: "Audit", key: "u", needs: "audit", foot: true },
  { href: "/settings", label: "Settings", key: "s", foot: true },
];

export function isAt(path: string, href: string): boolean {
  if (href === "/assets" && path.startsWith("/people")) return true;
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}

/** The reference of the incident whose page this is. */
export function incidentAt(path: string): string | null {
  return /^\/incidents\/(INC-\d+)(?=\/|$)/.exec(path)?.[1] ?? null;
}
