import type { RegimeFile } from "../rule";

const shared = {
  whoMust: "Frontier developer, for a critical safety incident",
  startsOn: { time: "aware" },
  lawCalls: "discovered",
  content: ["Date", "Why it qualifies", "Plain statement of what happened", "Whether the model was used internally"],
  exceptions: [{ text: "It is no critical safety incident in the sense of § 22757.11." }],
  effectiveFrom: "2026-01-01",
  status: "in_force",
} as const;

export const californiaSb53: RegimeFile = {
  version: 1,
  regime: "California SB 53",
  jurisdiction: "US-CA",
  zone: "America/Los_Angeles",
  source: {
    name: "California Business and Professions Code § 22757.13",
    url: "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=BPC&sectionNum=22757.13",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      ...shared,
      id: "ca-sb-53",
      phase: "Critical safety incident",
      due: { count: 15, unit: "calendar_days" },
      recipient: "Office of Emergency Services",
    },
    {
      ...shared,
      id: "ca-sb-53-imminent",
      phase: "Imminent danger of death or serious injury",
      due: { count: 24, unit: "hours" },
      recipient: "An authority that can act on it",
    },
  ],
};
