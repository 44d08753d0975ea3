import type { Answer } from "@/lib/data/model";
import type { AssetExposureView, ExposedPrincipalView, ExposureView } from "@/lib/exposure/views";
import type { Severity } from "@/lib/incidents/model";
import type { Known } from "./ranges";

/** An exposure window as it was known; the ends are micros, `closed…` null = still open. */
export interface ClaimWindow {
  id: string;
  asset: string;
  openedEarliest: number;
  openedLatest: number;
  closedEarliest: number | null;
  closedLatest: number | null;
  /** Evidence events that opened and closed it. */
  openedEvidence: string[];
  closedEvidence: string[];
}

type Reader = Pick<
  ExposedPrincipalView,
  | "principal"
  | "name"
  | "kind"
  | "resolved"
  | "certain"
  | "possible"
  | "unauthorised"
  | "unauthorisedItself"
  | "forOthers"
>;

/** The part of an asset's answer that decides claims. */
export type ClaimAsset = Pick<
  AssetExposureView,
  "asset" | "name" | "open" | "exposedMs" | "accessed" | "exfiltrated" | "coverageGaps"
> & {
  counts: Pick<AssetExposureView["counts"], "accesses" | "unauthorised" | "unknownOutcome">;
  principals: Reader[];
};

/** What claims are judged by, at one moment. */
export interface ClaimFacts {
  answer: Pick<ExposureView, "exposedMs" | "open"> & {
    assets: ClaimAsset[];
    summary: Pick<ExposureView["summary"], "accessed" | "exfiltrated">;
  };
  windows: ClaimWindow[];
  /** From the affected-data inventory; null where it holds no number. */
  people: Known | null;
  records: Known | null;
  misused: Answer;
  severity: Severity | null;
}

/** One asset's part of the answer, or all of them together. */
export interface Scope {
  /** "User profiles table", or "the data". */
  name: string;
  asset: string | null;
  open: boolean;
  exposedMs: { certain: number; possible: number };
  accessed: Answer;
  exfiltrated: Answer;
  /** Why `accessed` and `exfiltrated` are what they are. */
  why: { accessed: string[]; exfiltrated: string[] };
  accesses: { certain: number; possible: number };
  unauthorised: { certain: number; possible: number };
  unknownOutcome: number;
  isCovered: boolean;
  assets: readonly ClaimAsset[];
}

/** Null where no exposure window is known of it. */
export function scopeOf({ answer }: ClaimFacts, asset: string | null): Scope | null {
  const assets = answer.assets.filter((one) => asset === null || one.asset === asset);
  const [first] = assets;
  if (!first) return null;
  const whole = asset === null;
  return {
    name: whole ? "the data" : first.name,
    asset,
    open: whole ? answer.open : first.open,
    exposedMs: whole ? answer.exposedMs : first.exposedMs,
    accessed: whole ? answer.summary.accessed : first.accessed.verdict,
    exfiltrated: whole ? answer.summary.exfiltrated : first.exfiltrated.verdict,
    why: { accessed: reasons(assets, "accessed"), exfiltrated: reasons(assets, "exfiltrated") },
    accesses: sum(assets.map((one) => one.counts.accesses)),
    unauthorised: sum(assets.map((one) => one.counts.unauthorised)),
    unknownOutcome: assets.reduce((n, one) => n + one.counts.unknownOutcome, 0),
    isCovered: assets.every((one) => one.coverageGaps.length === 0),
    assets,
  };
}

/** With the asset's name where there are several, as each has reasons of its own. */
function reasons(assets: readonly ClaimAsset[], question: "accessed" | "exfiltrated"): string[] {
  const several = assets.length > 1;
  return assets.flatMap((one) => one[question].reasons.map((reason) => (several ? `${one.name}: ${reason}` : reason)));
}

function sum(counts: readonly { certain: number; possible: number }[]) {
  return {
    certain: counts.reduce((n, one) => n + one.certain, 0),
    possible: counts.reduce((n, one) => n + one.possible, 0),
  };
}

/**
 * How many people got at it: at least those whom logs name for certain, at most everybody they may name, and without
 * an upper end where logs are silent. An actor that nobody has resolved may be somebody who is counted already.
 */
export function peopleIn({ assets, isCovered }: Scope, withoutClearance: boolean): Known {
  const certain = new Set<string>();
  const possible = new Set<string>();
  for (const row of assets.flatMap((asset) => asset.principals)) {
    const own = withoutClearance ? row.unauthorisedItself : row.certain + row.possible - row.forOthers;
    if (own <= 0) continue;
    const key = row.principal ?? `actor ${row.name ?? ""}`;
    possible.add(key);
    const sure = withoutClearance ? row.unauthorised.certain : row.certain;
    if (sure > 0 && row.resolved && row.kind === "human") certain.add(key);
  }
  const somebody = possible.size > 0 && certain.size === 0 && hasCertain(assets, withoutClearance);
  return { low: somebody ? 1 : certain.size, high: isCovered ? possible.size : null };
}

function hasCertain(assets: readonly ClaimAsset[], withoutClearance: boolean): boolean {
  return assets.some(({ counts }) => (withoutClearance ? counts.unauthorised : counts.accesses).certain > 0);
}
