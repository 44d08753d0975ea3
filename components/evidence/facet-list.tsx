"use client";

import { cn } from "@/components/ui/cn";
import { Unknown } from "@/components/ui/figures";
import type { FacetsView } from "@/lib/evidence/views";
import type { EventValues } from "./event-filters";

type Name = "actor" | "actorKind" | "verb" | "action" | "outcome" | "resource" | "system" | "evidence";

const GROUPS: readonly { name: Name; facet: Exclude<keyof FacetsView, "total" | "histogram">; title: string }[] = [
  { name: "actor", facet: "actor", title: "Actor" },
  { name: "actorKind", facet: "actorKind", title: "Kind of actor" },
  { name: "action", facet: "action", title: "Action" },
  { name: "verb", facet: "verb", title: "Verb" },
  { name: "outcome", facet: "outcome", title: "Outcome" },
  { name: "resource", facet: "resource", title: "Resource" },
  { name: "system", facet: "system", title: "System" },
  { name: "evidence", facet: "source", title: "Source" },
];

interface FacetListProps {
  facets: FacetsView;
  values: EventValues;
  /** The name of a source, by its id. */
  nameOf: (source: string) => string;
  onChange: (change: Partial<EventValues>) => void;
}

/** What stands how often in what the filters let through; a value narrows, the same value again widens. */
export function FacetList({ facets, values, nameOf, onChange }: FacetListProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 max-xl:grid-cols-[repeat(2,minmax(0,1fr))] max-sm:grid-cols-[minmax(0,1fr)]">
      {GROUPS.map(({ name, facet, title }) => {
        const rows = facets[facet];
        if (rows.length === 0 || (rows.length === 1 && values[name] === null && name !== "actor")) return null;
        return (
          <section key={name} aria-label={title}>
            <h3 className="mb-1 font-medium text-ink-3 text-xs">{title}</h3>
            <ul>
              {rows.map(({ value, count }) => (
                <li key={value ?? ""}>
                  <FacetValue
                    text={value !== null && name === "evidence" ? nameOf(value) : value}
                    share={count / Math.max(1, facets.total)}
                    count={count}
                    chosen={value !== null && values[name] === value}
                    onToggle={value === null ? null : () => onChange({ [name]: values[name] === value ? null : value })}
                  />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface FacetValueProps {
  text: string | null;
  count: number;
  share: number;
  chosen: boolean;
  onToggle: (() => void) | null;
}

function FacetValue({ text, count, share, chosen, onToggle }: FacetValueProps) {
  const inside = (
    <>
      <span
        aria-hidden="true"
        className="absolute inset-y-0.5 left-0 rounded-sm bg-hover"
        style={{ width: `${Math.min(100, share * 100)}%` }}
      />
      <span className="relative min-w-0 flex-1 truncate text-left" title={text ?? undefined}>
        {text ?? <Unknown because="the log does not say" />}
      </span>
      <span className="mono relative text-ink-3">{count.toLocaleString("en")}</span>
    </>
  );
  const style = "relative flex min-h-6 w-full items-center gap-2 rounded-sm px-1.5 text-sm pointer-coarse:min-h-9";
  if (!onToggle) return <span className={style}>{inside}</span>;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onToggle}
      className={cn(
        style,
        "hover:text-ink",
        chosen ? "font-semibold text-ink outline outline-line-strong" : "text-ink-2",
      )}
    >
      {inside}
    </button>
  );
}
