import Link from "next/link";
import type { ReactNode } from "react";
import { Unknown } from "@/components/ui/figures";
import type { Severity } from "@/lib/incidents/model";
import type { DurationFacts, PostmortemFacts } from "@/lib/postmortems/facts";
import { countBounds } from "@/lib/postmortems/markdown";
import { FLOORS } from "@/lib/severity/rubric";
import { STATE_WORDS } from "@/lib/tasks/words";
import { formatDuration } from "@/lib/time/format";

interface GlanceProps {
  facts: PostmortemFacts;
  badge: (level: Severity | null) => ReactNode;
}

/** What a leader needs in two minutes, beside the five sentences: how bad, how long, what changes. */
export function Glance({ facts, badge }: GlanceProps) {
  return (
    <div className="grid gap-x-8 gap-y-4 border-line border-y py-3.5 sm:grid-cols-2 xl:grid-cols-[1fr_1.1fr_1.2fr_1.7fr] print:grid-cols-2 print:gap-y-2">
      <Card title="Severity of record">
        <SeverityReason facts={facts} badge={badge} />
      </Card>
      <Card title="Exposure">
        <ExposureLines facts={facts} />
      </Card>
      <Card title="Durations">
        <dl>
          {facts.durations.map((one) => (
            <div key={one.label} className="flex justify-between gap-3 border-line border-b py-1">
              <dt>{one.label}</dt>
              <dd className="text-right">
                <DurationValue duration={one} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title="What changes">
        <Changes facts={facts} />
      </Card>
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section data-print="keep">
      <h3 className="mb-1 font-semibold text-ink-2 text-sm">{title}</h3>
      {children}
    </section>
  );
}

function SeverityReason({ facts, badge }: GlanceProps) {
  const [latest] = facts.severity;
  return (
    <>
      {badge(facts.incident.peakSeverity)}
      <p className="mt-1 text-ink-2">
        {latest ? (
          <>
            {latest.likely.score === latest.high.score
              ? latest.high.score
              : `${latest.likely.score}–${latest.high.score}`}{" "}
            of 100 points
            {latest.floors.map((id) => `; floor ${id}, ${FLOORS[id].name.toLowerCase()}`).join("")}
            {latest.overridden && `; overridden, the rubric says ${latest.computed}`}.
          </>
        ) : (
          "As given at declaration; the rubric was not applied."
        )}
      </p>
    </>
  );
}

function ExposureLines({ facts: { exposure, windows } }: { facts: PostmortemFacts }) {
  if (windows.length === 0) return <p className="text-ink-2">No exposure window is recorded.</p>;
  const open = windows.filter((window) => window.closedAt === null).length;
  return (
    <>
      <p className="font-semibold text-lg tracking-tight">
        {exposure ? range(exposure.exposedMs) : <Unknown because="No answer has been computed." />}
        {open > 0 && <span className="text-exposed">, still open</span>}
      </p>
      <dl className="text-ink-2">
        <Answer term="Accessed without clearance" answer={exposure?.accessed} />
        <Answer term="Exfiltrated" answer={exposure?.exfiltrated} />
      </dl>
      {exposure && exposure.unauthorised.certain + exposure.unauthorised.possible > 0 && (
        <p className="text-ink-2">
          {countBounds(exposure.unauthorised)} accesses by {exposure.unauthorised.principals.toLocaleString("en")}{" "}
          {exposure.unauthorised.principals === 1 ? "principal" : "principals"}
        </p>
      )}
      {exposure?.gapMs ? <p className="text-unknown">logs silent for {formatDuration(exposure.gapMs)}</p> : null}
    </>
  );
}

function range({ certain, possible }: { certain: number; possible: number }): string {
  const [low, high] = [formatDuration(certain), formatDuration(possible)];
  return low === high ? low : `${low} – ${high}`;
}

function Answer({ term, answer }: { term: string; answer: "yes" | "no" | "unknown" | undefined }) {
  return (
    <div className="flex gap-1.5">
      <dt>{term}:</dt>
      <dd className={answer === "yes" ? "font-medium text-exposed" : undefined}>
        {!answer || answer === "unknown" ? <Unknown /> : answer}
      </dd>
    </div>
  );
}

function DurationValue({ duration: { state, ms, approximate, reason } }: { duration: DurationFacts }) {
  if (state === "recorded" && ms !== null) return `${approximate ? "~" : ""}${formatDuration(ms)}`;
  if (state === "unknown") return <Unknown because={reason ?? undefined} />;
  if (state === "invalid") return <span className="text-exposed">invalid</span>;
  if (state === "not_applicable" && reason) return <span className="text-ink-2">{reason}</span>;
  return <span className="text-ink-3">{state.replace("_", " ")}</span>;
}

const SHOWN = 5;

function Changes({ facts: { tasks, incident } }: { facts: PostmortemFacts }) {
  if (tasks.length === 0) return <p className="text-unknown">No task is recorded: nothing changes yet.</p>;
  const order = ["prevention", "eradication", "recovery", "containment"];
  const shown = [...tasks].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, SHOWN);
  const finished = tasks.filter(({ state }) => state === "verified" || state === "not_doing").length;
  return (
    <>
      <ul>
        {shown.map((task) => (
          <li key={task.id} className="border-line border-b py-1">
            <Link href={`/incidents/${incident.ref}/tasks?task=${task.ref}`} className="hover:underline">
              {task.title}
            </Link>{" "}
            <span className="text-ink-3 text-sm">
              {STATE_WORDS[task.state]}
              {task.owner ? `, ${task.owner.name}` : ""}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-3 text-sm">
        {finished} of {tasks.length} finished
      </p>
    </>
  );
}
