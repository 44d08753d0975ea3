import { Chip, type Tone } from "@/components/ui/chip";
import type { PostmortemState } from "@/lib/postmortems/model";

const TONES: Record<PostmortemState, Tone> = {
  draft: "neutral",
  in_review: "unknown",
  approved: "verified",
  published: "verified",
};
export const STATE_WORDS: Record<PostmortemState, string> = {
  draft: "draft",
  in_review: "in review",
  approved: "approved",
  published: "published",
};

export function StateChip({ state }: { state: PostmortemState }) {
  return <Chip tone={TONES[state]}>{STATE_WORDS[state]}</Chip>;
}
