import { hasHappened, impossibleOrders } from "@/lib/incidents/durations";
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

/** What the room knows beside its own view: what the severity rests on and has changed since it was assessed. */
interface Beside {
  changedFacts: number;
  now: number;
}

/**
 * What should be done next, ranked: who leads, then what stops the harm, then what runs out, then what is not known.
 * Read from facts, so that it empties itself, and never in the way of anything.
 */
export function needsOf(room: RoomView, beside: Beside): Need[] {
  const { phase } = room.incident;
  if (phase === "declined" || phase === "merged") return [];
  if (phase === "closed") return firing(room);
  if (phase === "triage") {
    return [{ text: "Accept, decline or merge it", mark: "waits", tone: "unknown", href: "" }];
  }
  const live = room.incident.mode === "real";
  return [
    ...(phase === "resolved" ? firing(room) : []),
    ...leading(room),
    ...stopping(room),
    ...(live ? runningOut(room, beside.now) : []),
    ...knowing(room, beside.changedFacts),
    ...(live ? telling(room) : []),
  ];
}

/** Of an incident that is over: either the alert is wrong, or it has to be reopened. */
function firing({ counts: { alertsFiring: n } }: RoomView): Need[] {
  return some(
    n > 0 &&
      need(n === 1 ? "Is it over? An alert fires" : `Is it over? ${n} alerts fire`, "firing", "exposed", "#alerts"),
  );
}

function leading({ handovers, roles }: RoomView): Need[] {
  return some(
    handovers.some((one) => one.waitsForMe) && need("Answer the handover", "waits for you", "exposed", "/handover"),
    !roles.some((holder) => holder.role === "commander") && need("Take command", "nobody", "exposed", "#roles"),
  );
}

function stopping({ exposure, agent, data }: RoomView): Need[] {
  const open = exposure?.open ?? 0;
  return some(
    !exposure && data.exposed !== "no" && need("What is exposed?", "first", "exposed", "/exposure"),
    agent.state === "failed" && need("Stop the agent another way", "failed", "exposed", "/containment"),
    agent.state === "stopped" && need("Check that the stop holds", "not verified", "unknown", "/containment"),
    agent.state === "not_stopped" && need("Stop the agent", "not stopped", "exposed", "/containment"),
    open > 0 &&
      need(open === 1 ? "Close the exposure window" : `Close ${open} exposure windows`, "open", "exposed", "/exposure"),
  );
}

/** Of what is real only: nothing runs out in a drill, nor in what is written down afterwards. */
function runningOut({ clocks, nextUpdate, counts }: RoomView, now: number): Need[] {
  return some(
    clocks.overdue > 0 && need("Hand in what the law asks for", "overdue", "exposed", "/obligations"),
    nextUpdate !== null && Date.parse(nextUpdate.at) < now
      ? need("Send the update that was promised", "overdue", "exposed", "/updates")
      : false,
    counts.tasksOverdue > 0 &&
      need(
        counts.tasksOverdue === 1 ? "Finish an overdue task" : `Finish ${counts.tasksOverdue} overdue tasks`,
        "overdue",
        "exposed",
        "/tasks?overdue=true",
      ),
  );
}

function knowing(room: RoomView, changedFacts: number): Need[] {
  const { exposure, counts, incident, times } = room;
  const [contradicted] = impossibleOrders(times);
  return some(
    counts.sources === 0 && need("Bring the logs", "no evidence", "unknown", "/evidence"),
    !room.severity && need("Assess the severity", "not assessed", "unknown", "/severity"),
    changedFacts > 0 && need("Assess the severity again", "facts changed", "unknown", "/severity"),
    Boolean(exposure?.gapMs) &&
      need(`Get the logs for the silent ${formatDuration(exposure?.gapMs ?? 0)}`, "gap", "unknown", "/exposure"),
    room.agent.state === "unknown" &&
      incident.aiInvolvement !== "product_context_only" &&
      need("Name the AI system", "unknown", "unknown", "/containment"),
    !times.some((time) => time.name === "started") && {
      ...need("Say when it started", "unknown", "unknown", "#named-times"),
      names: "started",
    },
    unnamedTime(incident.phase, times),
    contradicted !== undefined && {
      ...need(`Correct when it was ${TIME_WORDS[contradicted.to].toLowerCase()}`, "invalid", "exposed", "#named-times"),
      names: contradicted.to,
    },
    exposure !== null && counts.data === 0 && need("List the affected data", "unknown", "unknown", "/data"),
  );
}

/** A phase that was reached came at some time in the world; without it the durations are unknown. */
function unnamedTime(phase: RoomView["incident"]["phase"], times: RoomView["times"]): Need | false {
  const name = (["contained", "resolved"] as const).find(
    (one) => hasHappened(one, phase) && !times.some((time) => time.name === one),
  );
  if (!name) return false;
  return { ...need(`Say when it was ${name}`, "unknown", "unknown", "#named-times"), names: name };
}

/** From this severity on an update is promised to those who wait for one. */
const TOLD = ["SEV1", "SEV2", "SEV3"];

function telling({ incident, clocks, nextUpdate, postmortem, times }: RoomView): Need[] {
  const { phase, severity } = incident;
  const n = clocks.undecided;
  return some(
    phase === "active" &&
      nextUpdate === null &&
      (severity === null || TOLD.includes(severity)) &&
      need("Promise a next update", "none promised", "unknown", "/updates"),
    n > 0 &&
      !times.some((time) => time.name === "aware") && {
        ...need("Say when you became aware", "starts clocks", "unknown", "#named-times"),
        names: "aware",
      },
    n > 0 &&
      need(n === 1 ? "Decide one obligation" : `Decide ${n} obligations`, "undecided", "unknown", "/obligations"),
    phase === "resolved" && postmortem === null && need("Write the postmortem", "due", "plain", "/postmortem"),
  );
}

function need(text: string, mark: string, tone: Need["tone"], href: string): Need {
  return { text, mark, tone, href };
}

function some(...all: (Need | false)[]): Need[] {
  return all.filter((one): one is Need => one !== false);
}
