import type { BriefFacts } from "./brief-facts";
import { type Line, line } from "./brief-lines";
import { agentLines, exposureLines, stateLines } from "./brief-state";
import { unknownLines } from "./brief-unknown";
import { claimLines, clockLines, decisionLines, promisedLines, taskLines } from "./brief-work";
import { BRIEF_SECTIONS, type BriefSectionKey, type HandoverBrief, LIMITS } from "./model";

const SECTIONS: Record<BriefSectionKey, { title: string; none: string; of: (facts: BriefFacts) => Line[] }> = {
  state: { title: "Where it stands", none: "", of: stateLines },
  exposure: { title: "Exposure", none: "", of: exposureLines },
  agent: { title: "Containment", none: "", of: agentLines },
  tasks: { title: "Open tasks", none: "No task is open.", of: taskLines },
  clocks: { title: "Running clocks", none: "No regulatory clock runs.", of: clockLines },
  decisions: { title: "Decisions pending", none: "No decision is waiting.", of: decisionLines },
  promised: {
    title: "Promised and told",
    none: "Nothing is promised, and no message to people outside the room is recorded.",
    of: promisedLines,
  },
  claims: { title: "Claims in dispute", none: "No claim is contradicted by the evidence.", of: claimLines },
  unknown: { title: "Not known", none: "Nothing is marked as unknown.", of: unknownLines },
};

/** What somebody has to know who takes a role now, in sentences; everything it can't say is said to be unknown. */
export function briefOf(facts: BriefFacts): HandoverBrief {
  const { incident, counts } = facts.room;
  return {
    incident: incident.ref,
    title: incident.title,
    mode: incident.mode,
    madeAt: facts.now,
    recordSeq: counts.record,
    sections: BRIEF_SECTIONS.map((key) => {
      const { title, none, of } = SECTIONS[key];
      const found = of(facts);
      const lines = found.length > 0 ? found : [line(none)];
      const shown = lines.slice(0, LIMITS.linesPerSection);
      return { key, title, lines: shown, more: lines.length - shown.length };
    }),
  };
}
