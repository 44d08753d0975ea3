import type { RegimeFile } from "../rule";

export const pdpa: RegimeFile = {
  version: 1,
  regime: "Singapore PDPA",
  jurisdiction: "SG",
  zone: "Asia/Singapore",
  source: {
    name: "Personal Data Protection Act 2012, sections 26A–26E",
    url: "https://sso.agc.gov.sg/Act/PDPA2012",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "pdpa-26d",
      phase: "Notification",
      whoMust: "Organisation, where significant harm is likely or 500 people or more are affected",
      startsOn: { time: "assessed_notifiable" },
      due: { count: 3, unit: "calendar_days" },
      recipient: "PDPC; the people concerned as soon as practicable, where significant harm is likely",
      content: ["What happened and when", "How it was assessed", "Kinds of data and number of people", "What was done"],
      exceptions: [
        { text: "A breach only within the organisation is not notifiable, s 26B(4).", fits: "within_organisation" },
      ],
      effectiveFrom: "2021-02-01",
      status: "in_force",
    },
  ],
};
