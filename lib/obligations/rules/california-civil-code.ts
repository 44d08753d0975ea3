import type { RegimeFile } from "../rule";

const whoMust = "Business that owns or licenses computerised personal information of California residents";
const exceptions = [
  { text: "The data was encrypted, and the key is safe." },
  { text: "Law enforcement asks for a delay, or scope and integrity have to be restored first." },
];

export const californiaCivilCode: RegimeFile = {
  version: 1,
  regime: "California Civ. Code 1798.82",
  jurisdiction: "US-CA",
  zone: "America/Los_Angeles",
  source: {
    name: "California Civil Code § 1798.82, as amended by SB 446",
    url: "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=CIV&sectionNum=1798.82",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "ca-1798-82-residents",
      phase: "Residents",
      whoMust,
      startsOn: { time: "aware" },
      lawCalls: "discovered",
      due: { count: 30, unit: "calendar_days" },
      recipient: "The residents concerned",
      content: [
        "What happened",
        "What information was involved",
        "What we are doing",
        "What you can do",
        "For more information",
      ],
      exceptions,
      effectiveFrom: "2026-01-01",
      status: "in_force",
    },
    {
      id: "ca-1798-82-attorney-general",
      phase: "Attorney General, more than 500 residents",
      whoMust,
      startsOn: { submissionOf: "ca-1798-82-residents", which: "first" },
      due: { count: 15, unit: "calendar_days" },
      recipient: "Attorney General",
      content: ["A sample of the notice, without personal data"],
      exceptions: [...exceptions, { text: "500 residents or fewer were notified." }],
      effectiveFrom: "2026-01-01",
      status: "in_force",
    },
  ],
};
