import { Unknown } from "@/components/ui/figures";
import { Time } from "@/components/ui/time";
import type { SourceView } from "@/lib/evidence/views";

const MOST_HOLES = 3;

/** What a source covers from end to end, what that rests on, and what is missing in it, with why. */
export function CoverageText({ coverage, holes }: Pick<SourceView, "coverage" | "holes">) {
  const first = [...coverage, ...holes].map(({ from }) => from).sort()[0];
  const last = [...coverage, ...holes]
    .map(({ until }) => until)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return <Unknown because="no event with a time was read" />;
  return (
    <>
      {coverage.length === 0 ? (
        <Unknown because="known holes leave nothing of it" />
      ) : (
        <Span from={first} until={last} />
      )}
      {coverage.some(({ basis }) => basis === "inferred") && (
        <span className="text-unknown"> (inferred from first and last event)</span>
      )}
      {holes.length > 0 && (
        <span className="text-unknown">
          {holes.length === 1 ? "; a hole: " : `; ${holes.length} holes: `}
          {holes.slice(0, MOST_HOLES).map((hole, i) => (
            <span key={`${hole.from}${hole.until}${hole.reason}`}>
              {i > 0 && "; "}
              <Stretch {...hole} first={first} last={last} />, {hole.reason}
            </span>
          ))}
          {holes.length > MOST_HOLES && `; and ${holes.length - MOST_HOLES} more`}
        </span>
      )}
    </>
  );
}

/** Beyond an end of what is covered nobody knows how far a hole reaches. */
function Stretch({ from, until, first, last }: { from: string; until: string; first: string; last: string }) {
  if (from === first && until === last) return "all of it";
  if (until === last)
    return (
      <>
        from <Time value={from} mode="datetime" withZone /> on
      </>
    );
  if (from === first)
    return (
      <>
        until <Time value={until} mode="datetime" withZone />
      </>
    );
  return <Span from={from} until={until} />;
}

function Span({ from, until }: { from: string; until: string }) {
  return (
    <>
      <Time value={from} mode="datetime" withZone /> – <Time value={until} mode="datetime" withZone />
    </>
  );
}
