"use client";

import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { EVENT_KINDS } from "@/lib/record/model";
import { NO_FILTER, type TimelineFilter } from "@/lib/timeline/filters";

const PARSERS = {
  view: parseAsStringLiteral(["timeline", "all", "pinned"] as const),
  kinds: parseAsArrayOf(parseAsStringLiteral(EVENT_KINDS)),
  author: parseAsString,
  q: parseAsString,
  evidence: parseAsBoolean,
  from: parseAsString,
  until: parseAsString,
  order: parseAsStringLiteral(["newest", "oldest"] as const),
};

/** One more letter of what is being typed: Back takes a word away, not its letters. */
function goesOn(state: { q: string | null; from: string | null; until: string | null }, next: object): boolean {
  const [name, ...others] = Object.keys(next);
  if (others.length > 0 || (name !== "q" && name !== "from" && name !== "until")) return false;
  return state[name] !== null;
}

/** The filters of the timeline, which live in the address: reload, Back and a sent link bring them again. */
export function useTimelineFilter() {
  const [state, setState] = useQueryStates(PARSERS, { history: "push" });
  const filter = useMemo<TimelineFilter>(
    () => ({
      view: state.view ?? NO_FILTER.view,
      kinds: state.kinds ?? NO_FILTER.kinds,
      author: state.author,
      q: state.q,
      evidence: state.evidence,
      from: state.from,
      until: state.until,
      order: state.order ?? NO_FILTER.order,
    }),
    [state],
  );
  const change = useCallback(
    (next: Partial<TimelineFilter>) => {
      const { kinds, view, order, ...rest } = next;
      void setState(
        {
          ...rest,
          // What is as usual stays out of the address.
          ...(kinds && { kinds: kinds.length > 0 ? [...kinds] : null }),
          ...(view && { view: view === "timeline" ? null : view }),
          ...(order && { order: order === "newest" ? null : order }),
        },
        { history: goesOn(state, next) ? "replace" : "push" },
      );
    },
    [setState, state],
  );
  return { filter, change };
}
