import type { ClaimRest } from "./model";

export interface StandingClaim {
  id: string;
  ref: string;
  words: string;
  standing: string;
}

/** Shorter words are in many a text by accident. */
const SHORTEST = 12;

/**
 * What of a text rests on claims: those that were linked, and those whose exact words it holds. Case, line ends and the
 * shape of quotation marks make no difference.
 */
export function claimsIn(text: string, linked: readonly string[], claims: readonly StandingClaim[]): ClaimRest[] {
  const said = plain(text);
  return claims.flatMap((claim): ClaimRest[] => {
    const words = plain(claim.words).replace(/[.!?…]+$/, "");
    const repeats = words.length >= SHORTEST && said.includes(words);
    if (!repeats && !linked.includes(claim.id)) return [];
    return [{ ...claim, how: repeats ? "words" : "linked" }];
  });
}

export function contradictedOf(rests: readonly ClaimRest[]): ClaimRest[] {
  return rests.filter(({ standing }) => standing === "contradicted");
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’‚]/g, "'")
    .replaceAll(/[\s\u00a0]+/g, " ")
    .replaceAll(/^["' ]+|["' ]+$/g, "")
    .toLowerCase();
}
