"use client";

import { usePathname } from "next/navigation";
import { useQueryStates } from "nuqs";
import type { MouseEvent, ReactNode } from "react";
import { FigureLink } from "@/components/ui/figures";
import { viewAddress, viewParsers } from "./view-state";

type Change = Parameters<typeof viewAddress>[1];

interface DrillLinkProps {
  /** What of the address changes. */
  to: Change;
  children: ReactNode;
  className?: string | undefined;
  label?: string;
  /** One of the stops of J and K. */
  listItem?: boolean;
}

/** A figure that opens what it was computed from: a link with its address, answered without loading the page again. */
export function DrillLink({ to, children, className, label, listItem }: DrillLinkProps) {
  const path = usePathname();
  const [values, setValues] = useQueryStates(viewParsers, { history: "push" });
  const next = {
    ...values,
    who: null,
    events: null,
    event: null,
    window: null,
    sliceFrom: null,
    sliceUntil: null,
    ...to,
  };
  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void setValues(next);
  }
  return (
    <FigureLink
      href={`${path}${viewAddress(next)}`}
      onClick={open}
      prefetch={false}
      className={className}
      {...(listItem ? { "data-list-item": true } : {})}
      {...(label ? { "aria-label": label } : {})}
    >
      {children}
    </FigureLink>
  );
}
