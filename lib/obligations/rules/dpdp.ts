import type { RegimeFile } from "../rule";

export const dpdp: RegimeFile = {
  version: 1,
  regime: "India DPDP r. 7",
  jurisdiction: "IN",
  zone: "Asia/Kolkata",
  source: {
    name: "Digital Personal Data Protection Rules 2025, rule 7",
    url: "https://www.meity.gov.in/documents/act-and-policies",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "dpdp-7",
      phase: "Detailed report",
      whoMust: "Data fiduciary",
      startsOn: { time: "aware" },
      due: { count: 72, unit: "hours" },
      recipient: "Data Protection Board",
      content: [
        "Facts, circumstances and reasons",
        "Measures taken or proposed",
        "Who caused it, where found",
        "What was told to the people concerned",
      ],
      exceptions: [],
      effectiveFrom: "2027-05-13",
      status: "in_force",
    },
  ],
};
