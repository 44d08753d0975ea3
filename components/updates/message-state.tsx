import { Time } from "@/components/ui/time";
import type { MessageState } from "@/lib/updates/model";

const WORDS: Record<MessageState, string> = {
  waiting: "waiting",
  delivered: "delivered",
  gave_up: "not delivered",
  withheld: "withheld",
};
const INKS: Record<MessageState, string> = {
  waiting: "text-unknown",
  delivered: "text-verified",
  gave_up: "text-exposed",
  withheld: "text-exposed",
};

interface MessageStateProps {
  state: MessageState;
  tries: number;
  error: string | null;
  nextTryAt?: string | null;
}

/** Where a message stands, how often it was tried, and what went wrong last. */
export function MessageStateText({ state, tries, error, nextTryAt }: MessageStateProps) {
  return (
    <span className="text-sm">
      <span className={INKS[state]}>{WORDS[state]}</span>
      {tries > 0 && ` · ${tries} ${tries === 1 ? "try" : "tries"}`}
      {nextTryAt && tries > 0 && (
        <>
          {" "}
          · next <Time value={nextTryAt} />
        </>
      )}
      {error && <span className="block text-ink-2">{error}</span>}
    </span>
  );
}
