import type { RegimeFile, RuleInput } from "../rule";

const shared = {
  whoMust: "Provider of a general-purpose AI model with systemic risk that signed the code",
  startsOn: { time: "aware" },
  recipient: "AI Office",
  content: [
    "Start and end of the incident",
    "Harm, and who is affected",
    "Chain of events that led to it, and the model's part",
    "What was done and is planned. An intermediate report follows at least every 4 weeks.",
  ],
  exceptions: [{ text: "The model has no systemic risk in the sense of the act." }],
  effectiveFrom: "2025-08-02",
  status: "in_force",
} as const satisfies Partial<RuleInput>;

export const gpaiCode: RegimeFile = {
  version: 1,
  regime: "GPAI Code, Measure 9.3",
  jurisdiction: "EU",
  zone: "Europe/Brussels",
  source: {
    name: "General-Purpose AI Code of Practice, Safety and Security, Measure 9.3; Regulation (EU) 2024/1689, Art. 55(1)(c)",
    url: "https://digital-strategy.ec.europa.eu/en/policies/contents-code-gpai",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      ...shared,
      id: "gpai-critical-infrastructure",
      phase: "Critical infrastructure",
      due: { count: 2, unit: "calendar_days" },
    },
    {
      ...shared,
      id: "gpai-cybersecurity",
      phase: "Serious cybersecurity breach",
      due: { count: 5, unit: "calendar_days" },
    },
    { ...shared, id: "gpai-death", phase: "Death", due: { count: 10, unit: "calendar_days" } },
    {
      ...shared,
      id: "gpai-serious-harm",
      phase: "Health, rights, property or environment",
      due: { count: 15, unit: "calendar_days" },
    },
    {
      ...shared,
      id: "gpai-final",
      phase: "Final report",
      startsOn: { time: "resolved" },
      due: { count: 60, unit: "calendar_days" },
    },
  ],
};
