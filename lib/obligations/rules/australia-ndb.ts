import type { RegimeFile } from "../rule";

const whoMust = "Entity that the Privacy Act covers, where serious harm is likely";
const exceptions = [{ text: "Remedial action came before serious harm, or serious harm is not likely." }];

export const australiaNdb: RegimeFile = {
  version: 1,
  regime: "Australia NDB",
  jurisdiction: "AU",
  zone: "Australia/Sydney",
  source: {
    name: "Privacy Act 1988, Part IIIC",
    url: "https://www.oaic.gov.au/privacy/notifiable-data-breaches",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "au-ndb-assessment",
      phase: "Assessment",
      whoMust,
      startsOn: { time: "suspected" },
      due: { count: 30, unit: "calendar_days" },
      recipient: "None: the assessment itself is to be finished",
      content: ["Whether there are reasonable grounds to believe that it is an eligible data breach"],
      exceptions,
      effectiveFrom: "2018-02-22",
      status: "in_force",
    },
    {
      id: "au-ndb-statement",
      phase: "Statement",
      whoMust,
      startsOn: { time: "determined" },
      due: null,
      recipient: "OAIC, then the individuals, as soon as practicable",
      content: ["Identity and contact", "Description", "Kinds of information", "Steps that are recommended"],
      exceptions,
      effectiveFrom: "2018-02-22",
      status: "in_force",
    },
  ],
};
