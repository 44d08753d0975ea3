import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import type { Severity } from "@/lib/incidents/model";
import type { Assessment } from "@/lib/severity/assess";
import { FLOORS, RUBRIC } from "@/lib/severity/rubric";

interface LiveResultProps {
  result: Assessment;
  override: Severity | null;
  badge: (level: Severity) => ReactNode;
}

/** What the rubric says about what is chosen now. */
export function LiveResult({ result, override, badge }: LiveResultProps) {
  const { likely, high, floors, level, potential, assumed, urgency } = result;
  return (
    <div role="status" aria-label="What the rubric says">
      <div className="flex flex-wrap items-center gap-2">
        {badge(override ?? level)}
        {override && override !== level && (
          <span className="text-ink-2 text-sm">overridden; the rubric says {level}</span>
        )}
        {potential && <span className="text-ink-2 text-sm">could have been {potential}</span>}
      </div>
      <p className="mt-2 font-semibold text-2xl tracking-tight">
        {likely.score === high.score ? high.score : `${likely.score}–${high.score}`}
        <span className="ml-1.5 font-normal text-base text-ink-2">of 100 points</span>
      </p>
      <ScoreBar likely={likely.score} high={high.score} />
      <p className="mt-1.5 text-ink-2 text-sm">
        Likely {likely.level}, at worst {high.level}.{" "}
        {likely.level !== high.level && "Declared at the worst until evidence says otherwise."}
      </p>
      {floors.length > 0 && (
        <ul className="mt-2.5 flex flex-col gap-1.5">
          {floors.map((id) => (
            <li key={id} className="text-sm">
              <Chip tone="exposed">
                {id} {FLOORS[id].name}
              </Chip>{" "}
              <span className="text-ink-2">
                {FLOORS[id].effect}. {FLOORS[id].trigger}.
              </span>
            </li>
          ))}
        </ul>
      )}
      {assumed.length > 0 && (
        <p className="mt-2.5 text-sm text-unknown">
          Assumed at worst: {assumed.map((factor) => RUBRIC[factor].name.toLowerCase()).join(", ")}.
        </p>
      )}
      {urgency !== level && (
        <p className="mt-2.5 text-sm">
          Respond as to a {urgency}: it is not contained. The severity stays {level}.
        </p>
      )}
    </div>
  );
}

const CUTS = [15, 30, 45, 60];

/** From the likely to the high score, with the levels' boundaries. The numbers stand above it as text. */
function ScoreBar({ likely, high }: { likely: number; high: number }) {
  return (
    <div aria-hidden="true" className="relative mt-2 h-2 rounded-full bg-line">
      <div
        className="hatch absolute inset-y-0 rounded-full opacity-70"
        style={{ left: `${likely}%`, width: `${high - likely}%` }}
      />
      <div className="absolute inset-y-0 left-0 rounded-full bg-ink" style={{ width: `${likely}%` }} />
      {CUTS.map((cut) => (
        <i key={cut} className="absolute -inset-y-0.5 w-px bg-bg" style={{ left: `${cut}%` }} />
      ))}
    </div>
  );
}
