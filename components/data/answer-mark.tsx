import { cn } from "@/components/ui/cn";
import type { Answer } from "@/lib/data/model";
import { ANSWER_WORDS } from "@/lib/data/words";

const marks: Record<Answer, string> = {
  yes: "bg-exposed",
  no: "rounded-full border-[1.5px] border-verified",
  unknown: "hatch border border-unknown",
};
const inks: Record<Answer, string> = { yes: "text-exposed", no: "text-verified", unknown: "text-unknown" };

/** Yes, no or unknown: told apart by shape and word, not by colour alone. */
export function AnswerMark({ answer }: { answer: Answer }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", inks[answer])}>
      <span aria-hidden="true" className={cn("size-2.25 shrink-0", marks[answer])} />
      {ANSWER_WORDS[answer]}
    </span>
  );
}
