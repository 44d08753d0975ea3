import type { RegimeFile } from "../rule";

export const nydfs: RegimeFile = {
  version: 1,
  regime: "NYDFS 500.17",
  jurisdiction: "US-NY",
  zone: "America/New_York",
  source: {
    name: "23 NYCRR 500.17",
    url: "https://www.dfs.ny.gov/industry_guidance/cybersecurity",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "nydfs-500-17",
      phase: "Notification",
      whoMust: "Covered entity: of its own, an affiliate's or a provider's cybersecurity incident",
      startsOn: { time: "determined" },
      due: { count: 72, unit: "hours" },
      recipient: "DFS, by its electronic form",
      content: ["What the form asks for; the duty to update goes on"],
      exceptions: [{ text: "A payment of extortion is told within 24 h, and explained within 30 days." }],
      effectiveFrom: "2017-03-01",
      status: "in_force",
    },
  ],
};
