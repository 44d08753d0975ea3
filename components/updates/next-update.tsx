"use client";

import Link from "next/link";
import { useNow } from "@/components/ui/clock";
import { formatDuration } from "@/lib/time/format";
import type { NextUpdateView } from "@/lib/updates/views";

/** Until when the next update is promised; overdue is said in words. */
export function NextUpdate({ next, href }: { next: NextUpdateView; href: string }) {
  const left = Date.parse(next.at) - useNow(1000);
  // In whole minutes until the last two: beside it stands what should not move with each second.
  const length = Math.abs(left) < 120_000 ? Math.abs(left) : Math.floor(Math.abs(left) / 60_000) * 60_000;
  return (
    <Link
      href={href}
      className={`whitespace-nowrap rounded-xs underline-offset-3 hover:underline ${left < 0 ? "text-exposed" : ""}`}
    >
      {left < 0 ? "Update overdue by" : "Next update in"} {formatDuration(length)}
    </Link>
  );
}
