"use client";

import Link from "next/link";
import { useNow } from "@/components/ui/clock";
import { calmly } from "@/components/ui/time";
import { formatDuration } from "@/lib/time/format";
import type { NextUpdateView } from "@/lib/updates/views";

/** Until when the next update is promised; overdue is said in words. */
export function NextUpdate({ next, href }: { next: NextUpdateView; href: string }) {
  const left = Date.parse(next.at) - useNow(1000);
  return (
    <Link
      href={href}
      className={`whitespace-nowrap rounded-xs underline-offset-3 hover:underline ${left < 0 ? "text-exposed" : ""}`}
    >
      {left < 0 ? "Update overdue by" : "Next update in"} {formatDuration(calmly(Math.abs(left)))}
    </Link>
  );
}
