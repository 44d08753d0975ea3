import type { RegimeFile } from "../rule";

export const circia: RegimeFile = {
  version: 1,
  regime: "US CIRCIA",
  jurisdiction: "US",
  zone: "America/New_York",
  source: {
    name: "Cyber Incident Reporting for Critical Infrastructure Act of 2022; the final rule is pending",
    url: "https://www.cisa.gov/circia",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "circia",
      phase: "Covered cyber incident",
      whoMust: "Covered entity of critical infrastructure",
      startsOn: { time: "determined" },
      lawCalls: "reasonably believed",
      due: { count: 72, unit: "hours" },
      recipient: "CISA",
      content: ["What the final rule will ask for"],
      exceptions: [{ text: "A payment of ransom is told within 24 h." }],
      effectiveFrom: null,
      status: "pending",
    },
  ],
};
