import Link from "next/link";
import { Time } from "@/components/ui/time";
import type { ReportedView, TriageRow } from "@/lib/triage/views";

interface ReportedFactsProps {
  report: ReportedView;
  alerts?: TriageRow["alerts"];
}

/** Who reported what, as they said it; an alert with how often it came. */
export function ReportedFacts({ report, alerts = null }: ReportedFactsProps) {
  const { origin, reporter, details, happenedAt, happenedPrecision, aiSystem, link } = report;
  return (
    <>
      {details && <p className="mt-1 max-w-[80ch] whitespace-pre-wrap wrap-anywhere">{details}</p>}
      <p className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-ink-2 text-sm">
        <span>
          {origin === "alert" ? "sent with the token of" : "reported by"}{" "}
          <span className="font-medium">{reporter}</span>
        </span>
        {happenedAt && (
          <span>
            happened <Time value={happenedAt} precision={happenedPrecision ?? "exact"} mode="datetime" withZone />
          </span>
        )}
        <span>
          AI system{" "}
          {aiSystem ? (
            <Link href={`/agents/${aiSystem.id}`} className="underline-quiet">
              {aiSystem.name}
            </Link>
          ) : (
            <span className="text-unknown">unknown</span>
          )}
        </span>
        {link && (
          <a href={link} target="_blank" rel="noreferrer noopener" className="underline-quiet wrap-anywhere">
            {hostOf(link)}
          </a>
        )}
        {alerts && (
          <span>
            {alerts.firing > 0 ? (
              <span className="font-medium text-exposed">{alerts.firing} firing</span>
            ) : (
              "none fires now"
            )}
            {alerts.alerts > 1 && ` of ${alerts.alerts} alerts`} · came {times(alerts.times)}, last{" "}
            <Time value={alerts.lastAt} mode="relative" quiet />
          </span>
        )}
      </p>
    </>
  );
}

export function times(n: number): string {
  return n === 1 ? "once" : `${n.toLocaleString("en")} times`;
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).host : link;
}
