"use client";

import { useNow } from "@/components/ui/clock";
import { Unknown } from "@/components/ui/figures";
import { Stat, StatStrip } from "@/components/ui/stat-strip";
import { Time } from "@/components/ui/time";
import { type Outcomes, outcomesOf } from "@/lib/exposure/outcomes";
import type { AssetExposureView, ExposureView } from "@/lib/exposure/views";
import { formatDuration } from "@/lib/time/format";
import { DrillLink } from "./drill-link";
import { answerFor } from "./scope";
import { VerdictReasons } from "./verdict-reasons";
import { plural, shareText } from "./words";

interface AnswerStripProps {
  answer: ExposureView;
  /** The assets that are looked at: all, or the one that is chosen. */
  assets: readonly AssetExposureView[];
  scope: string;
}

/** The four figures; each leads to what it was computed from. */
export function AnswerStrip({ answer, assets, scope }: AnswerStripProps) {
  const figures = answerFor(answer, assets);
  return (
    <StatStrip label="The exposure answer" size="lg">
      <ExposedStat answer={answer} figures={figures} scope={scope} />
      <AccessStat figures={figures} />
      <Stat
        question="Accessed?"
        answer={
          <VerdictWord verdict={figures.accessed} outcomes={outcomesOf(assets.flatMap((one) => one.principals))} />
        }
        tone={toneOf(figures.accessed)}
        detail={<VerdictReasons assets={assets} exfiltrated={figures.exfiltrated} />}
      />
      <CoverStat figures={figures} assets={assets} />
    </StatStrip>
  );
}

type Figures = ReturnType<typeof answerFor>;

function ExposedStat({ answer, figures, scope }: { answer: ExposureView; figures: Figures; scope: string }) {
  const now = useNow(1000);
  const { exposedMs, open, couldReach } = figures;
  // While a window is open, the time goes on from where the answer was computed; what was known then stays.
  const more = open && answer.knownAt === null ? Math.max(0, now - Date.parse(answer.now)) : 0;
  const certain = exposedMs.certain + (exposedMs.certain > 0 ? more : 0);
  const possible = exposedMs.possible + more;
  return (
    <Stat
      question={`Exposed, ${scope}`}
      alarm={open}
      tone={certain > 0 ? "exposed" : "unknown"}
      answer={
        <>
          {certain > 0 ? formatDuration(certain) : `up to ${formatDuration(possible)}`}
          {open && ", still open"}
        </>
      }
      detail={[
        certain === possible
          ? "bounds known exactly"
          : `certain ${certain > 0 ? formatDuration(certain) : "none"} · possible up to ${formatDuration(possible)}`,
        couldReach !== null && `${couldReach.toLocaleString("en")} could reach it`,
      ]
        .filter(Boolean)
        .join(" · ")}
    />
  );
}

function AccessStat({ figures }: { figures: Figures }) {
  const { unauthorised, denied, accessed, unexplained, coveredShare } = figures;
  const { certain, possible, principals } = unauthorised;
  const rest = [
    possible > 0 && (
      <DrillLink key="possible" to={{ events: "possible" }}>
        {certain > 0 ? "+ " : ""}
        {possible.toLocaleString("en")} possible
      </DrillLink>
    ),
    <DrillLink key="denied" to={{ events: "attempts" }}>
      {plural(denied, "denied attempt")}
    </DrillLink>,
    unexplained > 0 && (
      <DrillLink key="outside" to={{ events: "outside" }} className="text-unknown">
        {unexplained.toLocaleString("en")} outside any window
      </DrillLink>
    ),
  ].filter(Boolean);
  return (
    <Stat
      question={
        certain > 0 && coveredShare !== 1 ? "Accesses without clearance, at least" : "Accesses without clearance"
      }
      tone={certain > 0 ? "exposed" : accessed === "no" ? "verified" : "plain"}
      answer={
        certain > 0 ? (
          <>
            <DrillLink to={{ events: "unauthorised" }} className="decoration-transparent">
              {certain.toLocaleString("en")}
            </DrillLink>{" "}
            <span className="text-ink">by</span> {principals.toLocaleString("en")}
          </>
        ) : accessed === "no" ? (
          "none"
        ) : (
          "none seen"
        )
      }
      detail={rest.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no order of their own
        <span key={i}>
          {i > 0 && " · "}
          {part}
        </span>
      ))}
    />
  );
}

/** The same stretch is silent of each asset whose log is missing: one gap, on so many. */
function gapsText(gaps: readonly { from: string; until: string }[]): string {
  const apart = new Set(gaps.map(({ from, until }) => `${from} ${until}`)).size;
  return apart === 1 ? `one gap, ${gaps.length} assets` : `${apart} gaps`;
}

function CoverStat({ figures, assets }: { figures: Figures; assets: readonly AssetExposureView[] }) {
  const gaps = assets.flatMap((asset) => asset.coverageGaps).sort((a, b) => (a.from < b.from ? -1 : 1));
  const [first] = gaps;
  const share = figures.coveredShare;
  return (
    <Stat
      question="Logs cover"
      tone={share === 1 ? "verified" : "unknown"}
      answer={share === null ? <Unknown /> : shareText(share)}
      detail={
        first ? (
          <>
            silent <Time value={first.from} mode={modeOf(first)} />–<Time value={first.until} mode={modeOf(first)} />
            {" · "}
            <a href="#gaps" className="underline-quiet">
              {gaps.length === 1 ? "what would narrow this?" : gapsText(gaps)}
            </a>
          </>
        ) : share === null ? (
          "no window to cover"
        ) : (
          "no silence in any window"
        )
      }
    />
  );
}

/** A stretch within a day is told by the clock, one over the turn of a year with its years. */
function modeOf({ from, until }: { from: string; until: string }) {
  if (from.slice(0, 10) === until.slice(0, 10)) return "time";
  return from.slice(0, 4) === until.slice(0, 4) ? "short" : "date";
}

const WORDS = { yes: "Yes", no: "No", unknown: "Unknown" } as const;

/** An access whose outcome the log does not say counts as one; that it succeeded is then not said with it. */
function VerdictWord({ verdict, outcomes }: { verdict: Figures["accessed"]; outcomes: Outcomes }) {
  return verdict === "yes" && outcomes === "all_unknown" ? "Yes, if it succeeded" : WORDS[verdict];
}

function toneOf(verdict: Figures["accessed"]) {
  return verdict === "yes" ? "exposed" : verdict === "no" ? "verified" : "unknown";
}
