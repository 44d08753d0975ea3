/** Data processing context: 1 simple, 2 behavioural, 3 financial, 4 sensitive; adjusted by context within 1–4. */
type ProcessingContext = 1 | 2 | 3 | 4;
/** Ease of identification: 0.25 negligible, 0.5 limited, 0.75 significant, 1 maximum. */
type EaseOfIdentification = 0.25 | 0.5 | 0.75 | 1;
/** 0 none; 0.25 known recipients (confidentiality) or recoverable; 0.5 unknown recipients or not recoverable. */
type Circumstance = 0 | 0.25 | 0.5;

export interface PrivacyInput {
  dpc: ProcessingContext;
  ei: EaseOfIdentification;
  confidentiality: Circumstance;
  integrity: Circumstance;
  availability: Circumstance;
  malicious: boolean;
}

export const PRIVACY_BANDS = ["low", "medium", "high", "very_high"] as const;
type PrivacyBand = (typeof PRIVACY_BANDS)[number];

/** ENISA's breach severity (2013), SE = DPC × EI + CB: a second gauge, for privacy only. Quarters are exact in binary. */
export function privacySeverity(input: PrivacyInput): { score: number; band: PrivacyBand } {
  const breach = input.confidentiality + input.integrity + input.availability + (input.malicious ? 0.5 : 0);
  const score = input.dpc * input.ei + breach;
  return { score, band: score < 2 ? "low" : score < 3 ? "medium" : score < 4 ? "high" : "very_high" };
}
