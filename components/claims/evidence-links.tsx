import Link from "next/link";
import { chipStyle } from "@/components/ui/chip";
import { basisHref } from "@/lib/claims/basis-href";
import type { Basis } from "@/lib/claims/model";

const EVENT_ID = /^\d+-\d+(?:-\d+)?$/;
const style = `${chipStyle({ mono: true })} max-w-full overflow-hidden text-ellipsis`;

/** What the evidence rests on: figures, windows and events, each leading there. */
export function BasisLinks({ incidentRef, basis }: { incidentRef: string; basis: readonly Basis[] }) {
  if (basis.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {basis.map((one) => (
        <Link key={`${one.kind} ${one.id}`} href={basisHref(incidentRef, one)} className={style}>
          {one.says}
        </Link>
      ))}
    </span>
  );
}

/** What a person cited: an event id leads to its bytes, a web address to the page, other words stand as they are. */
export function CitedEvidence({ incidentRef, evidence }: { incidentRef: string; evidence: readonly string[] }) {
  if (evidence.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {evidence.map((cited) =>
        EVENT_ID.test(cited) ? (
          <Link key={cited} href={basisHref(incidentRef, { kind: "event", id: cited })} className={style}>
            {cited}
          </Link>
        ) : /^https?:\/\//.test(cited) ? (
          <a key={cited} href={cited} rel="noreferrer noopener" target="_blank" className={style}>
            {cited}
          </a>
        ) : (
          <span key={cited} className={style}>
            {cited}
          </span>
        ),
      )}
    </span>
  );
}
