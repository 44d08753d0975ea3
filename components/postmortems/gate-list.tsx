import { CircleAlert, CircleCheck } from "lucide-react";
import type { GateState } from "@/lib/postmortems/gates";

/** What has to be so before it is approved, and what is not. */
export function GateList({ gates }: { gates: readonly GateState[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {gates.map(({ gate, met, message }) => (
        <li key={gate} className="flex items-start gap-2">
          {met ? (
            <CircleCheck aria-label="Met" className="mt-0.5 size-3.5 shrink-0 text-verified" />
          ) : (
            <CircleAlert aria-label="Not met" className="mt-0.5 size-3.5 shrink-0 text-exposed" />
          )}
          <span className={met ? "text-ink-2" : undefined}>{message}</span>
        </li>
      ))}
    </ul>
  );
}
