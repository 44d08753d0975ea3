import type { RegimeFile } from "../rule";

export const ukGdpr: RegimeFile = {
  version: 1,
  regime: "UK GDPR",
  jurisdiction: "UK",
  zone: "Europe/London",
  source: {
    name: "UK GDPR, Articles 33 and 34; Data Protection Act 2018",
    url: "https://www.legislation.gov.uk/eur/2016/679/contents",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "uk-gdpr-33",
      phase: "Art. 33 notification",
      whoMust: "Controller of the personal data",
      startsOn: { time: "aware" },
      due: { count: 72, unit: "hours" },
      recipient: "ICO",
      content: [
        "Nature of the breach, with categories and approximate numbers of people and of records",
        "Contact for more",
        "Likely consequences",
        "Measures taken or proposed",
      ],
      exceptions: [{ text: "A risk to people is unlikely. To be decided on the risk." }],
      effectiveFrom: "2021-01-01",
      status: "in_force",
    },
    {
      id: "uk-gdpr-34",
      phase: "Art. 34 communication",
      whoMust: "Controller of the personal data",
      startsOn: { time: "high_risk_determined" },
      due: null,
      recipient: "The people concerned",
      content: ["Nature of the breach in plain language", "Contact for more", "Likely consequences", "Measures"],
      exceptions: [
        { text: "The data is unintelligible, the high risk was removed, or a public notice stands in its place." },
      ],
      effectiveFrom: "2021-01-01",
      status: "in_force",
    },
  ],
};
