"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { failureText } from "@/lib/api/field-errors";
import { useMakeCalendar } from "@/lib/obligations/mutations";

/** A secret address at which a calendar reads the clocks that run out next. */
export function CalendarSettings() {
  const make = useMakeCalendar();
  const address = make.data && `${window.location.origin}${make.data.path}`;
  return (
    <section aria-labelledby="calendar-heading">
      <h2 id="calendar-heading" className="font-semibold text-md">
        Calendar of clocks
      </h2>
      <p className="mt-1 text-ink-2">
        Your calendar can read when regulatory clocks run out, at a secret address. Whoever has the address reads what
        you may see: references and duties, never a title. A new address ends the former one; it is listed, and ended,
        under API tokens.
      </p>
      {address ? (
        <div className="mt-2 flex flex-wrap items-center gap-2" role="status">
          <code className="mono min-w-0 break-all rounded-sm bg-hover px-2 py-1 text-sm">{address}</code>
          <CopyButton value={address} label="Copy address" showLabel />
          <p className="basis-full text-sm text-unknown">It is shown this once.</p>
        </div>
      ) : (
        <Button className="mt-2" busy={make.isPending} onClick={() => make.mutate()}>
          Make a secret address
        </Button>
      )}
      {make.error && (
        <p role="alert" className="mt-2 text-exposed">
          {failureText(make.error)}
        </p>
      )}
    </section>
  );
}
