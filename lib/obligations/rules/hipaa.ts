import type { RegimeFile } from "../rule";

const exceptions = [
  { text: "A low probability that the information was compromised is shown by the four factors." },
  { text: "Use in good faith by workforce, or disclosure between people authorised for it, that goes no further." },
  { text: "Law enforcement asks for a delay (§ 164.412)." },
];
const content = [
  "What happened, with dates",
  "Kinds of protected health information",
  "Steps people should take",
  "What is done about it",
  "Contact for questions",
];

export const hipaa: RegimeFile = {
  version: 1,
  regime: "HIPAA",
  jurisdiction: "US",
  zone: "America/New_York",
  source: {
    name: "45 CFR 164.400–414",
    url: "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-D",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "hipaa-individuals",
      phase: "Individuals",
      whoMust: "Covered entity, for unsecured protected health information",
      startsOn: { time: "aware" },
      lawCalls: "discovered",
      due: { count: 60, unit: "calendar_days" },
      recipient: "The individuals; media too, where more than 500 live in one state",
      content,
      exceptions,
      effectiveFrom: "2009-09-23",
      status: "in_force",
    },
    {
      id: "hipaa-hhs",
      phase: "HHS, 500 people or more",
      whoMust: "Covered entity, for unsecured protected health information of 500 people or more",
      startsOn: { time: "aware" },
      lawCalls: "discovered",
      due: { count: 60, unit: "calendar_days" },
      recipient: "HHS",
      content,
      exceptions: [
        ...exceptions,
        { text: "Fewer than 500 people: logged, and told within 60 days of the year's end." },
      ],
      effectiveFrom: "2009-09-23",
      status: "in_force",
    },
  ],
};
