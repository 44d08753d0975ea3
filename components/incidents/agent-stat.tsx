import { Unknown } from "@/components/ui/figures";
import { Stat } from "@/components/ui/stat-strip";
import { Duration, Time } from "@/components/ui/time";
import type { RoomView } from "@/lib/incidents/views";

/** Whether the AI system is stopped, as far as the record and the logs say. */
export function AgentStat({ agent, href }: { agent: RoomView["agent"]; href: string }) {
  const { state, name, at, timeToStopMs, reason, basis, by, acted, systems } = agent;
  const question = systems > 1 ? "Are the agents stopped?" : "Is the agent stopped?";
  const since = at && <Time value={at} quiet />;
  switch (state) {
    case "unknown":
      return <Stat question={question} answer={<Unknown />} detail="no AI system is named" href={href} />;
    case "not_stopped":
      return (
        <Stat
          question={question}
          tone="exposed"
          alarm
          answer="Not stopped"
          detail={`${name}: no stop is recorded`}
          href={href}
        />
      );
    case "stopping":
      return (
        <Stat question={question} tone="unknown" answer="Being stopped" detail={<>order given {since}</>} href={href} />
      );
    case "failed":
      return (
        <Stat
          question={question}
          tone="exposed"
          alarm
          answer="Not stopped"
          detail={
            <>
              {acted > 0
                ? `${acted.toLocaleString("en")} ${acted === 1 ? "event" : "events"} after the stop`
                : "the stop does not hold"}
              , {since}
            </>
          }
          href={href}
        />
      );
    case "stopped":
      return (
        <Stat
          question={question}
          tone="unknown"
          answer="Not verified yet"
          detail={<span title={reason ?? undefined}>stop recorded {since}</span>}
          href={href}
        />
      );
    case "verified":
      return (
        <Stat
          question={question}
          tone="verified"
          answer="Stopped, verified"
          detail={
            <>
              {since}
              {basis && ` · ${basis === "look" ? `by a look of ${by}` : "by evidence"}`}
              {timeToStopMs !== null && (
                <>
                  {" "}
                  · time to stop <Duration ms={timeToStopMs} />
                </>
              )}
            </>
          }
          href={href}
        />
      );
  }
}
