import type { RegimeFile, RuleInput } from "../rule";

const shared = {
  whoMust: "Provider of a high-risk AI system; its deployer, where the provider can't be reached",
  startsOn: { time: "aware" },
  immediatelyOn: "causal_link_established",
  recipient: "Market surveillance authority of where it occurred",
  content: [
    "The AI system and its provider",
    "What happened, and the causal link or its likelihood",
    "The harm, and who is affected",
    "Corrective action. An incomplete report may be completed later.",
  ],
  exceptions: [
    { text: "It is no serious incident in the sense of Art. 3(49)." },
    { text: "The AI system is not high-risk." },
  ],
  status: "in_force",
} as const satisfies Partial<RuleInput>;

const ANNEX_III = "2027-12-02";
const ANNEX_I = "2028-08-02";

export const aiAct: RegimeFile = {
  version: 1,
  regime: "EU AI Act Art. 73",
  jurisdiction: "EU",
  zone: "Europe/Brussels",
  source: {
    name: "Regulation (EU) 2024/1689, Article 73, as amended by Regulation (EU) 2026/1744",
    url: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      ...shared,
      id: "ai-act-73-annex-iii",
      phase: "Serious incident (Annex III)",
      due: { count: 15, unit: "calendar_days" },
      effectiveFrom: ANNEX_III,
    },
    {
      ...shared,
      id: "ai-act-73-annex-iii-widespread",
      phase: "Critical infrastructure or widespread (Annex III)",
      due: { count: 2, unit: "calendar_days" },
      effectiveFrom: ANNEX_III,
    },
    {
      ...shared,
      id: "ai-act-73-annex-iii-death",
      phase: "Death (Annex III)",
      due: { count: 10, unit: "calendar_days" },
      effectiveFrom: ANNEX_III,
    },
    {
      ...shared,
      id: "ai-act-73-annex-i",
      phase: "Serious incident (Annex I)",
      due: { count: 15, unit: "calendar_days" },
      effectiveFrom: ANNEX_I,
    },
    {
      ...shared,
      id: "ai-act-73-annex-i-widespread",
      phase: "Critical infrastructure or widespread (Annex I)",
      due: { count: 2, unit: "calendar_days" },
      effectiveFrom: ANNEX_I,
    },
    {
      ...shared,
      id: "ai-act-73-annex-i-death",
      phase: "Death (Annex I)",
      due: { count: 10, unit: "calendar_days" },
      effectiveFrom: ANNEX_I,
    },
  ],
};
