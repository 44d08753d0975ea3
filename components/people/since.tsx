import { Time } from "@/components/ui/time";

/** A half-open interval in words; an empty end has no bound. */
export function Since({ from, until }: { from: string | null; until: string | null }) {
  if (!from && !until) return <span className="text-ink-2">always</span>;
  return (
    <span className="text-ink-2">
      {from && (
        <>
          from <Time value={from} mode="datetime" />
        </>
      )}
      {until && (
        <>
          {" "}
          until <Time value={until} mode="datetime" />
        </>
      )}
    </span>
  );
}
