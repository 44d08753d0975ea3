"use client";

import { Time } from "@/components/ui/time";
import { useZone } from "@/components/ui/zone-provider";
import { formatInstant } from "@/lib/time/format";
import type { FormerView, TimelineEntryView } from "@/lib/timeline/views";

/** What an entry said before: struck, but there. The last correction in sight, those before it on demand. */
export function FormerReadings({ entry }: { entry: TimelineEntryView }) {
  const last = entry.former.at(-1);
  const earlier = entry.former.slice(0, -1);
  if (!last) return null;
  return (
    <div className="mt-0.5 text-ink-3 text-sm">
      <Former former={last} next={entry} />
      {earlier.length > 0 && (
        <details>
          <summary className="cursor-pointer">
            {earlier.length} earlier {earlier.length === 1 ? "reading" : "readings"}
          </summary>
          {earlier.map((former, i) => (
            <Former key={former.eventId} former={former} next={entry.former[i + 1] as FormerView} />
          ))}
        </details>
      )}
    </div>
  );
}

type Reading = Pick<FormerView, "occurredAt" | "precision" | "kind" | "body">;

/** What differs from the reading that took its place. */
function Former({ former, next }: { former: FormerView; next: Reading }) {
  const { zone } = useZone();
  const { replacedBy } = former;
  const dayOf = (at: string | null) => at && formatInstant(at, { zone, style: "date" });
  const otherDay = dayOf(former.occurredAt) !== dayOf(next.occurredAt);
  const timeDiffers = former.occurredAt !== next.occurredAt || former.precision !== next.precision;
  return (
    <p className="max-w-[68ch]">
      corrected <Time value={replacedBy.recordedAt} mode="short" quiet /> by {replacedBy.author.name}: “
      {replacedBy.reason}”{(timeDiffers || former.body !== next.body) && ", was "}
      {timeDiffers && (
        <del>
          <Time value={former.occurredAt} precision={former.precision} mode={otherDay ? "datetime" : "time"} quiet />
        </del>
      )}{" "}
      {former.body !== next.body && <del className="whitespace-pre-wrap break-words">{former.body}</del>}
    </p>
  );
}
