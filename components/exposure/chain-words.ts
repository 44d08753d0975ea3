import type { ChainKind } from "@/lib/exposure/chain";
import type { ChainStepView } from "@/lib/exposure/chain-views";
import { plural } from "./words";

export const KIND_WORDS: Record<ChainKind, string> = {
  prompt: "Prompt",
  answer: "Model answer",
  tool: "Tool call",
  approval: "Approval",
  refusal: "Refusal",
  human: "Human action",
  change: "Change",
  access: "Access",
  action: "Action",
  window_opened: "Window opens",
  window_closed: "Window closes",
  entry: "Written in the timeline",
  others: "Other work",
};

const COUNTED: Partial<Record<ChainKind, [one: string, many: string]>> = {
  prompt: ["prompt", "prompts"],
  answer: ["model answer", "model answers"],
  tool: ["tool call", "tool calls"],
  access: ["access", "accesses"],
  action: ["action", "actions"],
  human: ["action", "actions"],
  change: ["change", "changes"],
};

/** "41 tool calls: search_docs", "2,220 events in 555 sessions for 60 people, tied to nothing here". */
export function stepWords(step: ChainStepView): string {
  if (step.others) {
    const { sessions, people } = step.others;
    const where = sessions > 0 ? ` in ${plural(sessions, "session")}` : "";
    const whom = people > 0 ? ` for ${plural(people, "person", "people")}` : "";
    return `${plural(step.count, "event")}${where}${whom}; nothing ties them to this incident`;
  }
  if (step.label !== null) return step.label;
  const action = step.action ?? "";
  if (step.count === 1) return action;
  const [one, many] = COUNTED[step.kind] ?? ["event", "events"];
  return `${plural(step.count, one, many)}: ${action}`;
}

const TIES = {
  opened: "cited as what opened the window",
  closed: "cited as what closed the window",
  cited: "cited in the timeline",
  near_opening: "at the opening of a window, cited by nobody",
  near_closing: "at the closing of a window, cited by nobody",
} as const;

export function tieWords({ tie }: ChainStepView): string | null {
  return tie && TIES[tie];
}
