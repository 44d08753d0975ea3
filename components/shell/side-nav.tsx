"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useViewer } from "@/lib/access/use-viewer";
import { BrandMark } from "./brand";
import { isAt, PLACES, type Place } from "./navigation";
import { useShell } from "./shell-context";
import { type Counts, useCounts } from "./use-counts";

/** The navigation on the left; from tablets up. */
export function SideNav() {
  const { openDeclare } = useShell();
  const counts = useCounts();
  const viewer = useViewer();
  const router = useRouter();
  const places = PLACES.filter((place) => !place.needs || viewer.can(place.needs));
  return (
    <nav
      aria-label="Main"
      className="sticky top-0 hidden h-dvh w-50 shrink-0 flex-col gap-0.5 border-line border-r bg-sunk px-2 py-3 md:flex print:hidden"
    >
      <Link href="/" className="mb-2 flex items-center gap-2 rounded-md px-2 py-1 font-[650] tracking-tight">
        <BrandMark />
        Firebreak
      </Link>
      {places.map((place) => !place.foot && <PlaceLink key={place.href} place={place} counts={counts} />)}
      <span className="flex-1" />
      {places.map((place) => place.foot && <PlaceLink key={place.href} place={place} counts={counts} />)}
      <div className="px-2 pt-2">
        {/* Who may not declare reports: a commander makes an incident of it. */}
        <Button
          variant="primary"
          hint="C"
          className="w-full"
          onClick={viewer.can("respond") ? openDeclare : () => router.push("/reports")}
        >
          {viewer.can("respond") ? "Declare" : "Report something"}
        </Button>
      </div>
    </nav>
  );
}

const INKS = {
  openIncidents: "font-semibold text-exposed",
  waitingTriage: "font-semibold text-unknown",
  waitingApprovals: "font-semibold text-agent",
  myTasks: "text-ink-3",
  unread: "font-semibold",
};
const SAYS = {
  openIncidents: (n: string) => `${n} open`,
  waitingTriage: (n: string) => (n === "1" ? "1 waits" : `${n} wait`),
  waitingApprovals: (n: string) => (n === "1" ? "1 asks" : `${n} ask`),
  myTasks: (n: string) => n,
  unread: (n: string) => `${n} new`,
};

function PlaceLink({ place, counts }: { place: Place; counts: Counts }) {
  const on = isAt(usePathname(), place.href);
  const count = place.count ? counts[place.count] : null;
  return (
    <Link
      href={place.href}
      aria-current={on ? "page" : undefined}
      className={cn(
        "flex items-center justify-between rounded-md px-2 py-1.25 text-ink-2 hover:bg-hover hover:text-ink",
        on && "bg-panel text-ink ring-1 ring-line hover:bg-panel",
      )}
    >
      {place.label}
      {count ? (
        <span className={INKS[place.count ?? "myTasks"]}>{place.count ? SAYS[place.count](count) : count}</span>
      ) : null}
    </Link>
  );
}
