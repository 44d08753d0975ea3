import { type AssertionDraft, draftOf, NO_ASSERTION } from "@/lib/claims/assertion-draft";
import type { Assertion, Speaker } from "@/lib/claims/model";
import type { ClaimView } from "@/lib/claims/views";
import type { Precision } from "@/lib/time/format";

/** What the form holds, as it is typed. */
export interface ClaimDraft {
  words: string;
  speaker: string;
  speakerKind: Speaker;
  saidIn: string;
  link: string;
  said: { instant: string; precision: Precision } | null;
  saidText: string;
  assertion: AssertionDraft;
}

export const BLANK_CLAIM: ClaimDraft = {
  words: "",
  speaker: "",
  speakerKind: "spokesperson",
  saidIn: "",
  link: "",
  said: null,
  saidText: "",
  assertion: NO_ASSERTION,
};

export function claimDraftOf(claim: ClaimView): ClaimDraft {
  const { words, speaker, speakerKind, saidIn, link, saidAt, precision, assertion } = claim;
  const shown = saidAt === null ? "" : saidAt.slice(0, precision === "exact" ? 19 : 16).replace("T", " ");
  return {
    words,
    speaker,
    speakerKind,
    saidIn,
    link: link ?? "",
    said: saidAt === null ? null : { instant: saidAt, precision },
    saidText: shown && `${shown} UTC`,
    assertion: draftOf(assertion as Assertion | null),
  };
}

/** The fields as the API takes them, with the assertion that was read from the form. */
export function claimFields(draft: ClaimDraft, assertion: Assertion | null) {
  const { words, speaker, speakerKind, saidIn, link, said } = draft;
  return {
    words,
    speaker,
    speakerKind,
    saidIn,
    link: link.trim() || null,
    saidAt: said?.instant ?? null,
    precision: said?.precision ?? ("unknown" as const),
    assertion,
  };
}
