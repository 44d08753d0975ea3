import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import { Duration, Time } from "@/components/ui/time";
import type { AgentStateView } from "@/lib/containment/views";
import { basisWords } from "@/lib/containment/words";

/** Whether the agent is stopped, in a sentence; a failed stop leads to the severity, which it raises. */
export function AgentAnswer({ incidentRef, agent }: { incidentRef: string; agent: AgentStateView }) {
  const name = agent.name ?? "The AI system";
  switch (agent.state) {
    case "unknown":
      return null;
    case "not_stopped":
      return (
        <Notice kind="exposed" className="mb-3" title={`${name} is not stopped`}>
          No stop of it is recorded. Request “Stop the agent” below, and record there what was done already.
        </Notice>
      );
    case "stopping":
      return (
        <Notice kind="unknown" className="mb-3" title={`${name} is being stopped`}>
          The stop was given <Time value={agent.at} mode="relative" />. Nothing says yet that it works.
        </Notice>
      );
    case "failed":
      return (
        <Notice kind="exposed" className="mb-3" title={`The stop of ${name} does not hold`}>
          {end(agent.reason)}. A stop that fails sets floor F6:{" "}
          <Link href={`/incidents/${incidentRef}/severity`} className="underline-quiet text-exposed">
            assess the severity
          </Link>
          , and stop it in another way.
        </Notice>
      );
    case "stopped":
      return (
        <Notice kind="unknown" className="mb-3" title={`The stop of ${name} is not verified yet`}>
          Carried out <Time value={agent.at} />: {end(agent.reason)}.{" "}
          <Link href={`/incidents/${incidentRef}/evidence`} className="underline-quiet text-unknown">
            Bring the logs of the time after it
          </Link>
          , or have somebody else than who carried it out check that it holds.
        </Notice>
      );
    case "verified":
      return (
        <Notice kind="verified" className="mb-3" title={`${name} is stopped, verified`}>
          Since <Time value={agent.at} />
          {agent.timeToStopMs !== null && (
            <>
              , time to stop <Duration ms={agent.timeToStopMs} />
            </>
          )}
          , {basisWords(agent)}: {end(agent.reason)}.
        </Notice>
      );
  }
}

function end(reason: string | null): string {
  return (reason ?? "nothing shows it").replace(/[.\s]+$/, "");
}
