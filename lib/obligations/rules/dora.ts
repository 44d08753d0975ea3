import type { RegimeFile } from "../rule";

const whoMust = "Financial entity, where the ICT-related incident is major";
const exceptions = [
  { text: "The incident is not major by the criteria of Delegated Regulation (EU) 2024/1772." },
  { text: "Relief for weekends and bank holidays exists for some entities; ask your authority before you rely on it." },
];

export const dora: RegimeFile = {
  version: 1,
  regime: "DORA",
  jurisdiction: "EU",
  zone: "Europe/Brussels",
  source: {
    name: "Regulation (EU) 2022/2554, Article 19; Delegated Regulation (EU) 2025/301",
    url: "https://eur-lex.europa.eu/eli/reg/2022/2554/oj",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "dora-initial",
      phase: "Initial notification",
      whoMust,
      startsOn: { time: "classified_major" },
      due: { count: 4, unit: "hours" },
      cap: { time: "aware", hours: 24 },
      recipient: "Competent authority",
      content: [
        "Classification criteria that made it major",
        "When it was detected and classified",
        "What is known of it",
      ],
      exceptions,
      effectiveFrom: "2025-01-17",
      status: "in_force",
    },
    {
      id: "dora-intermediate",
      phase: "Intermediate report",
      whoMust,
      startsOn: { submissionOf: "dora-initial", which: "first" },
      due: { count: 72, unit: "hours" },
      recipient: "Competent authority",
      content: [
        "Update of the initial notification",
        "Impact and affected services",
        "Whether activities have recovered",
      ],
      exceptions,
      effectiveFrom: "2025-01-17",
      status: "in_force",
    },
    {
      id: "dora-final",
      phase: "Final report",
      whoMust,
      startsOn: { submissionOf: "dora-intermediate", which: "latest" },
      due: { count: 1, unit: "months" },
      recipient: "Competent authority",
      content: ["Root cause", "Costs and losses", "Measures against a repetition"],
      exceptions,
      effectiveFrom: "2025-01-17",
      status: "in_force",
    },
  ],
};
