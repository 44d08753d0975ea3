"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn";

export interface TabLink {
  href: string;
  label: string;
  /** "48" or "3/11"; left out while it is not known. */
  count?: ReactNode;
  /** Another address of the same tab: what is below it counts too. Without it, what is below `href` does. */
  also?: string;
}

/** Tabs that are addresses. They scroll sideways where they don't fit, the current one into sight. */
export function TabsNav({ label, tabs, end }: { label: string; tabs: readonly TabLink[]; end?: ReactNode }) {
  const path = usePathname();
  const current = tabs.findLast((tab) => tab.href === path) ?? longest(tabs.filter((tab) => isUnder(path, tab)));
  const here = useRef<HTMLAnchorElement>(null);
  const href = current?.href;
  useEffect(() => {
    const link = here.current?.getBoundingClientRect();
    const nav = here.current?.closest("nav");
    const box = nav?.getBoundingClientRect();
    // Sideways only: where one is on the page stays.
    if (href && link && nav && box && (link.left < box.left || link.right > box.right)) {
      nav.scrollLeft += link.left - box.left - 16;
    }
  }, [href]);
  return (
    <div className="flex items-end gap-2 border-line border-b print:hidden">
      <nav aria-label={label} className="scrollbar-none -mb-px min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]">
        <ul className="flex gap-0.5">
          {tabs.map((tab) => {
            const on = tab === current;
            return (
              <li key={tab.href}>
                <Link
                  href={tab.href}
                  scroll={false}
                  ref={on ? here : undefined}
                  aria-current={on ? "page" : undefined}
                  className={cn(
                    "-outline-offset-2 block whitespace-nowrap border-transparent border-b-2 px-2 py-1.5 text-ink-2 hover:text-ink pointer-coarse:py-2.5",
                    on && "border-ink font-medium text-ink",
                  )}
                >
                  {tab.label}
                  {tab.count !== undefined && tab.count !== null && (
                    <span className="ml-1 font-normal text-ink-3">{tab.count}</span>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      {end && <div className="flex shrink-0 items-center gap-2 pb-1.5">{end}</div>}
    </div>
  );
}

function isUnder(path: string, { href, also }: TabLink): boolean {
  const root = also ?? href;
  return path === root || path.startsWith(`${root}/`);
}

/** Where one tab's address lies below another's, the closer one is meant. */
function longest(tabs: readonly TabLink[]): TabLink | undefined {
  return [...tabs].sort((a, b) => (b.also ?? b.href).length - (a.also ?? a.href).length)[0];
}
