import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { Time } from "@/components/ui/time";
import type { Severity } from "@/lib/incidents/model";
import { differences } from "@/lib/severity/form";
import type { AssessmentView } from "@/lib/severity/views";

interface HistoryProps {
  incidentRef: string;
  assessments: readonly AssessmentView[];
  badge: (level: Severity) => ReactNode;
}

/** Every assessment, newest first, with what changed since the one before. */
export function AssessmentHistory({ incidentRef, assessments, badge }: HistoryProps) {
  if (assessments.length === 0) return null;
  return (
    <section aria-labelledby="severity-history" className="mt-6">
      <h2 id="severity-history" className="mb-1 font-semibold">
        History
      </h2>
      <ol>
        {assessments.map((one, i) => (
          <Entry key={one.id} incidentRef={incidentRef} one={one} before={assessments[i + 1]} badge={badge} />
        ))}
      </ol>
    </section>
  );
}

interface EntryProps {
  incidentRef: string;
  one: AssessmentView;
  before: AssessmentView | undefined;
  badge: (level: Severity) => ReactNode;
}

function Entry({ incidentRef, one, before, badge }: EntryProps) {
  const changes = before ? differences(before, one) : [];
  const { likely, high, floors, overridden, computed, reason, evidence, assumed } = one;
  return (
    <li id={`assessment-${one.eventId}`} className="border-line border-b py-2.5">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Time value={one.assessedAt} mode="datetime" className="text-ink-2" />
        {badge(one.level)}
        <span>{likely.score === high.score ? high.score : `${likely.score}–${high.score}`} points</span>
        {floors.map((id) => (
          <Chip key={id} tone="exposed">
            {id}
          </Chip>
        ))}
        {overridden && <span className="text-unknown">overridden; the rubric says {computed}</span>}
        <span className="text-ink-3 text-sm">
          {one.assessedBy}, rubric {one.rubricVersion},{" "}
          <Link href={`/incidents/${incidentRef}/timeline?entry=${one.eventId}`} className="underline-quiet">
            record {one.eventId}
          </Link>
        </span>
      </div>
      {changes.length > 0 && <p className="mt-1 text-ink-2 text-sm">{changes.join(" · ")}</p>}
      {before && changes.length === 0 && before.level === one.level && (
        <p className="mt-1 text-ink-3 text-sm">Nothing changed.</p>
      )}
      {reason && <p className="mt-1 max-w-[75ch]">{reason}</p>}
      {evidence.length > 0 && (
        <p className="mt-1 flex flex-wrap gap-1">
          {evidence.map((id) => (
            <Chip key={id} mono>
              {id}
            </Chip>
          ))}
        </p>
      )}
      {assumed.length > 0 && <p className="mt-1 text-sm text-unknown">Assumed: {assumed.join(" ")}</p>}
    </li>
  );
}
