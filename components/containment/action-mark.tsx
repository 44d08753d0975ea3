import { Ban, CircleAlert, CircleCheck, CircleDashed, CircleDot, CircleHelp, Clock3 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ActionView } from "@/lib/containment/views";
import { basisWords, STATE_WORDS, VERDICT_WORDS } from "@/lib/containment/words";

/** How an action stands: a shape and a word. Done and not verified is not yet good. */
export function ActionMark({ action, className }: { action: ActionView; className?: string }) {
  const { Icon, ink, text } = markOf(action);
  return (
    <span className={cn("inline-flex items-baseline gap-1.5", ink, className)}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0 self-center" />
      {text}
    </span>
  );
}

function markOf({ state, verdict, verification }: ActionView) {
  if (state === "done") {
    if (verdict === "verified") {
      const by = verification ? basisWords(verification) : "";
      return { Icon: CircleCheck, ink: "text-verified", text: `${VERDICT_WORDS.verified} ${by}`.trim() };
    }
    if (verdict === "failed") return { Icon: CircleAlert, ink: "text-exposed", text: VERDICT_WORDS.failed };
    return { Icon: CircleHelp, ink: "text-unknown", text: `done, ${VERDICT_WORDS.not_verified}` };
  }
  if (state === "dropped") return { Icon: Ban, ink: "text-ink-3", text: STATE_WORDS.dropped };
  if (state === "started") return { Icon: CircleDot, ink: "text-ink", text: STATE_WORDS.started };
  if (state === "requested") return { Icon: Clock3, ink: "text-unknown", text: STATE_WORDS.requested };
  return { Icon: CircleDashed, ink: "text-ink-2", text: STATE_WORDS.approved };
}
