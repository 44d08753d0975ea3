"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { PLACES } from "./navigation";

const WORDS: Record<string, string> = {
  inbox: "Inbox",
  incidents: "Incidents",
  triage: "Triage",
  reports: "Report",
  tasks: "My tasks",
  agents: "Agents",
  assets: "Assets & people",
  people: "Assets & people",
  postmortems: "Postmortems",
  audit: "Audit",
  settings: "Settings",
  formats: "Log formats",
  new: "Declare",
};

/** Where one is. The last step is not a link. */
export function Breadcrumb() {
  const path = usePathname();
  const steps = stepsOf(path);
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2">
        {steps.map((step, index) => (
          <li key={step.href} className="flex min-w-0 items-center gap-2">
            {index > 0 && (
              <span aria-hidden="true" className="text-ink-3">
                /
              </span>
            )}
            {index === steps.length - 1 ? (
              <span aria-current="page" className={step.mono ? "mono" : "truncate"}>
                {step.label}
              </span>
            ) : (
              <Link href={step.href} className="truncate hover:text-ink">
                {step.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function stepsOf(path: string): { href: string; label: string; mono: boolean }[] {
  const parts = path.split("/").filter(Boolean);
  if (parts.length === 0) return [{ href: "/", label: PLACES[0]?.label ?? "Now", mono: false }];
  // Inside an incident the tabs say the rest.
  const shown = parts[0] === "incidents" ? parts.slice(0, 2) : parts.slice(0, 1);
  return shown.map((part, index) => ({
    href: `/${parts.slice(0, index + 1).join("/")}`,
    label: WORDS[part] ?? decodeURIComponent(part).toUpperCase(),
    mono: WORDS[part] === undefined,
  }));
}
