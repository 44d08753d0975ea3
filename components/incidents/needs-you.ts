import { impossibleOrders } from "@/lib/incidents/durations";
import type { TimeName } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";
import { formatDuration } from "@/lib/time/format";
import { TIME_WORDS } from "./words";

export interface Need {
  text: string;
  /** One word at the end of the line: why now. */
  mark: string;
  tone: "exposed" | "unknown" | "plain";
  /** Below /incidents/{ref}. */
  href: string;
  /** The named time that it asks for; there the dialog opens instead. */
  names?: TimeName;
}

const MOST = 5;

/** What should be done next, the most urgent first; read from facts, so that it empties itself. */
export function needsOf(room: RoomView): Need[] {
  const { exposure, counts, incident, times } = room;
  const has = (name: string) => times.some((time) => time.name === name);
  const [contradicted] = impossibleOrders(times);
  const ended = ["closed", "declined", "merged"].includes(incident.phase);
  if (ended) return [];
  const needs: (Need | false)[] = [
    room.handovers.some((one) => one.waitsForMe) && {
      text: "Answer the handover",
      mark: "waits for you",
      tone: "exposed",
      href: "/handover",
    },
    !exposure && { text: "What is exposed?", mark: "first", tone: "exposed", href: "/exposure" },
    room.agent.state === "failed" && {
      text: "Stop the agent another way",
      mark: "failed",
      tone: "exposed",
      href: "/containment",
    },
    room.agent.state === "not_stopped" && {
      text: "Stop the agent",
      mark: "not stopped",
      tone: "exposed",
      href: "/containment",
    },
    exposure !== null &&
      exposure.open > 0 && {
        text: exposure.open === 1 ? "Close the exposure window" : `Close ${exposure.open} exposure windows`,
        mark: "open",
        tone: "exposed",
        href: "/exposure",
      },
    counts.tasksOverdue > 0 && {
      text: counts.tasksOverdue === 1 ? "Finish an overdue task" : `Finish ${counts.tasksOverdue} overdue tasks`,
      mark: "overdue",
      tone: "exposed",
      href: "/tasks?overdue=true",
    },
    counts.sources === 0 && { text: "Bring the logs", mark: "no evidence", tone: "unknown", href: "/evidence" },
    Boolean(exposure?.gapMs) && {
      text: `Get the logs for the silent ${formatDuration(exposure?.gapMs ?? 0)}`,
      mark: "gap",
      tone: "unknown",
      href: "/exposure",
    },
    room.agent.state === "unknown" &&
      incident.aiInvolvement !== "product_context_only" && {
        text: "Name the AI system",
        mark: "unknown",
        tone: "unknown",
        href: "/containment",
      },
    !room.severity && { text: "Assess the severity", mark: "not assessed", tone: "unknown", href: "/severity" },
    !has("started") && {
      text: "Say when it started",
      mark: "unknown",
      tone: "unknown",
      href: "#named-times",
      names: "started",
    },
    contradicted !== undefined && {
      text: `Correct when it was ${TIME_WORDS[contradicted.to].toLowerCase()}`,
      mark: "invalid",
      tone: "exposed",
      href: "#named-times",
      names: contradicted.to,
    },
    exposure !== null &&
      counts.data === 0 && { text: "List the affected data", mark: "unknown", tone: "unknown", href: "/data" },
    !room.roles.some((holder) => holder.role === "commander") && {
      text: "Take command",
      mark: "nobody",
      tone: "exposed",
      href: "#roles",
    },
    incident.phase === "resolved" &&
      room.postmortem === null && { text: "Write the postmortem", mark: "due", tone: "plain", href: "/postmortem" },
  ];
  return needs.filter((need): need is Need => need !== false).slice(0, MOST);
}
