import type { AgentState } from "@/lib/containment/model";
import { basisWords, STATE_WORDS } from "@/lib/containment/words";
import { formatDuration } from "@/lib/time/format";
import type { BriefFacts } from "./brief-facts";
import { clip, count, type Line, line, plain } from "./brief-lines";
import { ROLE_NAMES } from "./words";

/** Phase, severity and who does what. */
export function stateLines({ room }: BriefFacts): Line[] {
  const { incident, roles } = room;
  const drill =
    incident.mode === "real" ? "" : ` This is a ${incident.mode}${incident.mode === "drill" ? "" : " record"}.`;
  return [
    line(`${incident.ref} “${incident.title}” is ${incident.phase}.${drill}`),
    ...(incident.summary ? [line(clip(incident.summary))] : []),
    severityLine(room),
    line(
      roles.length === 0
        ? "Nobody holds a role."
        : `${roles.map((holder) => `${capital(ROLE_NAMES[holder.role])}: ${holder.name}`).join("; ")}.`,
    ),
    line(
      incident.visibility === "restricted"
        ? `Restricted: only its ${count(room.members.length, "member")} may know of it.`
        : "Open to everybody in the organisation.",
    ),
  ];
}

function severityLine({ incident, severity }: BriefFacts["room"]): Line {
  if (!incident.severity) {
    return line("The severity is unknown: nobody has assessed it, so it counts as the worst plausible.", {
      tone: "unknown",
      href: "/severity",
    });
  }
  if (!severity) return line(`${incident.severity}, as declared; not assessed yet.`, { href: "/severity" });
  const { likely, high, floors, assumed, overridden } = severity;
  const points = likely === high ? `${likely} points` : `${likely} points, at most ${high}`;
  const floor = floors.length > 0 ? `, floor ${floors.join(", ")}` : "";
  const guess = assumed.length > 0 ? `; assumed, not known: ${assumed.join(", ")}` : "";
  return line(`${incident.severity}: ${points}${floor}${overridden ? ", set by a person" : ""}${guess}.`, {
    href: "/severity",
    at: severity.assessedAt,
  });
}

/** The answer in a line or two; what it does not know stands with everything else that is not known. */
export function exposureLines({ room, exposure }: BriefFacts): Line[] {
  const kept = room.exposure;
  const href = "/exposure";
  if (!kept) return [line("Unknown: no exposure window is recorded.", { tone: "unknown", href })];
  const windows = count(kept.windows, "window");
  const state =
    kept.open > 0
      ? line(`OPEN: ${kept.open} of ${windows}, ${count(kept.assets, "asset")}; the earliest is open since`, {
          tone: "exposed",
          at: kept.earliestOpenedAt,
          href,
        })
      : line(`Closed: ${windows} of ${count(kept.assets, "asset")}${exposedFor(kept.exposedMs)}.`, { href });
  const answer = exposure?.sentences.slice(1) ?? [];
  return [
    state,
    exposure
      ? line(answer.join(" "), { href })
      : line("Who got at it is unknown: not computed yet.", { tone: "unknown", href }),
    ...(kept.stale
      ? [line("Something changed since this was computed.", { tone: "unknown", at: kept.computedAt, href })]
      : []),
  ];
}

function exposedFor(ms: { certain: number; possible: number } | null): string {
  if (!ms) return "";
  if (ms.certain === ms.possible) return `, exposed for ${formatDuration(ms.certain)}`;
  return `, exposed for ${formatDuration(ms.certain)} for certain, at most ${formatDuration(ms.possible)}`;
}

const AGENT: Record<AgentState, { text: string; tone: Line["tone"] }> = {
  failed: { text: "is NOT stopped: its stop does not hold", tone: "exposed" },
  not_stopped: { text: "is NOT stopped", tone: "exposed" },
  stopping: { text: "is being stopped", tone: "exposed" },
  stopped: { text: "has a stop that is not verified yet", tone: "unknown" },
  unknown: { text: "", tone: "unknown" },
  verified: { text: "is stopped, verified", tone: "verified" },
};

/** Whether the agent is stopped, and every action that is not over, or over and not known to hold. */
export function agentLines({ room, actions }: BriefFacts): Line[] {
  const { agent } = room;
  const href = "/containment";
  const { text, tone } = AGENT[agent.state];
  const more = agent.systems > 1 ? ` (the worst of ${agent.systems} AI systems)` : "";
  const head =
    agent.state === "unknown"
      ? line("Whether an agent is stopped is unknown: no AI system is named.", { tone, href })
      : line(
          `${agent.name ?? "The AI system"} ${[text, basisWords(agent)].filter(Boolean).join(" ")}${more}${agent.reason ? `: ${end(agent.reason)}` : ""}.`,
          {
            tone,
            at: agent.at,
            href,
          },
        );
  const rest = actions.flatMap((action) => {
    const { ref, title, state, verdict } = action;
    if (state === "dropped" || (state === "done" && verdict === "verified")) return [];
    if (state === "done") {
      const failed = verdict === "failed";
      const why = action.verification ? `: ${end(action.verification.reason)}` : "";
      const said = failed ? "FAILED" : "done, not verified yet";
      return [
        line(`${ref} “${title}” ${said}${why}.`, { tone: failed ? "exposed" : "unknown", at: action.doneAt, href }),
      ];
    }
    return [line(`${ref} “${title}”: ${STATE_WORDS[state]}.`, { at: action.startedAt ?? action.requestedAt, href })];
  });
  return [head, ...rest];
}

function end(text: string): string {
  return plain(text).replace(/[.\s]+$/, "");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
