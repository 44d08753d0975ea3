import Link from "next/link";
import { chipStyle } from "@/components/ui/chip";

const EVENT_ID = /^\d+-\d+(?:-\d+)?$/;

/** Citations: an event id leads to the event and its bytes, a web address to the page, other words stand as they are. */
export function EvidenceChips({ incidentRef, evidence }: { incidentRef: string; evidence: readonly string[] }) {
  if (evidence.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {evidence.map((cited) => (
        <Citation key={cited} incidentRef={incidentRef} cited={cited} />
      ))}
    </span>
  );
}

function Citation({ incidentRef, cited }: { incidentRef: string; cited: string }) {
  const style = `${chipStyle({ mono: true })} max-w-full overflow-hidden text-ellipsis`;
  if (EVENT_ID.test(cited)) {
    return (
      <Link href={`/incidents/${incidentRef}/evidence?event=${cited}`} className={style}>
        {cited}
      </Link>
    );
  }
  if (/^https?:\/\//.test(cited)) {
    return (
      <a href={cited} rel="noreferrer noopener" target="_blank" className={style}>
        {cited}
      </a>
    );
  }
  return <span className={style}>{cited}</span>;
}
