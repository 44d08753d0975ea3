import type { RegimeFile } from "../rule";

const exempt = [
  { text: "The data is unintelligible to whoever got it, such as by encryption." },
  { text: "Measures taken since make the high risk unlikely." },
  { text: "Telling each person is out of proportion: then tell them publicly." },
];

export const gdpr: RegimeFile = {
  version: 1,
  regime: "GDPR",
  jurisdiction: "EU",
  zone: "Europe/Brussels",
  source: {
    name: "Regulation (EU) 2016/679, Articles 33 and 34",
    url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "gdpr-33",
      phase: "Art. 33 notification",
      whoMust: "Controller of the personal data",
      startsOn: { time: "aware" },
      due: { count: 72, unit: "hours" },
      recipient: "Supervisory authority",
      content: [
        "Nature of the breach, with categories and approximate numbers of people and of records",
        "Contact for more, such as the data protection officer",
        "Likely consequences",
        "Measures taken or proposed",
        "Reasons for the delay, where it is later than 72 h",
      ],
      exceptions: [
        {
          text: "A risk to people is unlikely. To be decided on the risk; the breach goes into the register either way.",
        },
      ],
      effectiveFrom: "2018-05-25",
      status: "in_force",
    },
    {
      id: "gdpr-34",
      phase: "Art. 34 communication",
      whoMust: "Controller of the personal data",
      startsOn: { time: "high_risk_determined" },
      due: null,
      recipient: "The people concerned",
      content: [
        "Nature of the breach in plain language",
        "Contact for more",
        "Likely consequences",
        "Measures taken or proposed",
      ],
      exceptions: exempt,
      effectiveFrom: "2018-05-25",
      status: "in_force",
    },
  ],
};
