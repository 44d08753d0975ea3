import type { RegimeFile } from "../rule";

const whoMust = "Manufacturer of a product with digital elements";
const recipient = "CSIRT and ENISA, by the single reporting platform";
const exceptions = [
  {
    text: "It is neither an actively exploited vulnerability nor a severe incident that affects the product's security.",
  },
];

export const cra: RegimeFile = {
  version: 1,
  regime: "Cyber Resilience Act",
  jurisdiction: "EU",
  zone: "Europe/Brussels",
  source: { name: "Regulation (EU) 2024/2847, Article 14", url: "https://eur-lex.europa.eu/eli/reg/2024/2847/oj" },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "cra-early-warning",
      phase: "Early warning",
      whoMust,
      startsOn: { time: "aware" },
      due: { count: 24, unit: "hours" },
      recipient,
      content: ["That it happened, and in which member states the product is available"],
      exceptions,
      effectiveFrom: "2026-09-11",
      status: "in_force",
    },
    {
      id: "cra-notification",
      phase: "Notification",
      whoMust,
      startsOn: { time: "aware" },
      due: { count: 72, unit: "hours" },
      recipient,
      content: [
        "Nature of the vulnerability or incident",
        "Corrective or mitigating measures",
        "How sensitive the report is",
      ],
      exceptions,
      effectiveFrom: "2026-09-11",
      status: "in_force",
    },
    {
      id: "cra-final-incident",
      phase: "Final report of an incident",
      whoMust,
      startsOn: { submissionOf: "cra-notification", which: "first" },
      due: { count: 1, unit: "months" },
      recipient,
      content: ["Detailed description with severity and impact", "Type of threat or root cause", "Mitigation"],
      exceptions,
      effectiveFrom: "2026-09-11",
      status: "in_force",
    },
    {
      id: "cra-final-vulnerability",
      phase: "Final report of a vulnerability",
      whoMust,
      startsOn: { time: "corrective_measure_available" },
      due: { count: 14, unit: "calendar_days" },
      recipient,
      content: ["Description of the vulnerability", "Who exploited it, where known", "Details of the update"],
      exceptions,
      effectiveFrom: "2026-09-11",
      status: "in_force",
    },
  ],
};
