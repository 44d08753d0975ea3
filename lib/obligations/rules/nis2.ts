import type { RegimeFile } from "../rule";

const whoMust = "Essential or important entity, where the incident is significant";
const exceptions = [
  { text: "The incident is not significant: no severe disruption or loss, no considerable damage to others." },
  { text: "DORA takes its place for financial entities." },
];

export const nis2: RegimeFile = {
  version: 1,
  regime: "NIS2",
  jurisdiction: "EU",
  zone: "Europe/Brussels",
  source: { name: "Directive (EU) 2022/2555, Article 23", url: "https://eur-lex.europa.eu/eli/dir/2022/2555/oj" },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "nis2-early-warning",
      phase: "Early warning",
      whoMust,
      startsOn: { time: "aware" },
      due: { count: 24, unit: "hours" },
      recipient: "CSIRT or competent authority",
      content: ["Whether unlawful or malicious acts are suspected", "Whether it may have effects across borders"],
      exceptions,
      effectiveFrom: "2024-10-18",
      status: "in_force",
    },
    {
      id: "nis2-notification",
      phase: "Notification",
      whoMust,
      startsOn: { time: "aware" },
      due: { count: 72, unit: "hours" },
      recipient: "CSIRT or competent authority",
      content: ["Update of the early warning", "First assessment of severity and impact", "Indicators of compromise"],
      exceptions,
      effectiveFrom: "2024-10-18",
      status: "in_force",
    },
    {
      id: "nis2-final",
      phase: "Final report",
      whoMust,
      startsOn: { submissionOf: "nis2-notification", which: "first" },
      due: { count: 1, unit: "months" },
      recipient: "CSIRT or competent authority",
      content: [
        "Detailed description with severity and impact",
        "Type of threat or root cause",
        "Mitigation applied and going on",
        "Effects across borders",
      ],
      exceptions: [
        ...exceptions,
        { text: "The incident goes on: a progress report now, the final one within a month of handling it." },
      ],
      effectiveFrom: "2024-10-18",
      status: "in_force",
    },
  ],
};
