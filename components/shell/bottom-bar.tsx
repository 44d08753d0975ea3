"use client";

import { Activity, ClipboardList, Inbox, Plus, ShieldAlert } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { useViewer } from "@/lib/access/use-viewer";
import { isAt } from "./navigation";
import { useShell } from "./shell-context";
import { useCounts } from "./use-counts";

/** The navigation of a phone: the four places one needs there, and Declare. */
export function BottomBar() {
  const { openDeclare } = useShell();
  const counts = useCounts();
  const viewer = useViewer();
  const router = useRouter();
  return (
    <nav
      aria-label="Main, phone"
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-line border-t bg-panel pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <Tab href="/" label="Now" icon={<Activity aria-hidden="true" />} />
      <Tab href="/incidents" label="Incidents" icon={<ShieldAlert aria-hidden="true" />} count={counts.openIncidents} />
      <button
        type="button"
        onClick={viewer.can("respond") ? openDeclare : () => router.push("/reports")}
        className="flex min-h-13 flex-col items-center justify-center gap-0.5 py-1.5 text-[0.6875rem]"
      >
        <span className="-mt-1 grid size-6.5 place-items-center rounded-full bg-ink text-bg">
          <Plus aria-hidden="true" className="size-4" />
        </span>
        {viewer.can("respond") ? "Declare" : "Report"}
      </button>
      <Tab href="/tasks" label="My tasks" icon={<ClipboardList aria-hidden="true" />} count={counts.myTasks} />
      <Tab href="/inbox" label="Inbox" icon={<Inbox aria-hidden="true" />} count={counts.unread} />
    </nav>
  );
}

function Tab({ href, label, icon, count }: { href: string; label: string; icon: ReactNode; count?: string | null }) {
  const on = isAt(usePathname(), href);
  return (
    <Link
      href={href}
      aria-current={on ? "page" : undefined}
      className={cn(
        "relative flex min-h-13 flex-col items-center justify-center gap-1 py-1.5 text-[0.6875rem] text-ink-3 [&_svg]:size-5",
        on && "text-ink",
      )}
    >
      {icon}
      {label}
      {count ? (
        <span className="absolute top-1 left-1/2 ml-1.5 min-w-4 rounded-full bg-exposed px-1 text-center font-semibold text-[0.625rem] text-panel leading-4">
          {count}
        </span>
      ) : null}
    </Link>
  );
}
