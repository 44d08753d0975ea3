import type { RegimeFile } from "../rule";

export const newYorkRaise: RegimeFile = {
  version: 1,
  regime: "New York RAISE",
  jurisdiction: "US-NY",
  zone: "America/New_York",
  source: {
    name: "New York General Business Law § 1422",
    url: "https://www.nysenate.gov/legislation/laws/GBS",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "ny-raise",
      phase: "Safety incident",
      whoMust: "Large frontier developer",
      startsOn: { time: "determined" },
      due: { count: 72, unit: "hours" },
      recipient: "Office within the Department of Financial Services",
      content: ["Date", "Why it qualifies", "Plain statement of what happened"],
      exceptions: [{ text: "An imminent risk to life is told within 24 h instead." }],
      effectiveFrom: "2027-01-01",
      status: "in_force",
    },
  ],
};
