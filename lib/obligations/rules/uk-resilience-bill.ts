import type { RegimeFile } from "../rule";

const shared = {
  whoMust: "Operator of an essential service, or a relevant service provider",
  startsOn: { time: "aware" },
  recipient: "Regulator and NCSC",
  content: ["What the act will ask for"],
  exceptions: [],
  effectiveFrom: null,
  status: "proposed",
} as const;

export const ukResilienceBill: RegimeFile = {
  version: 1,
  regime: "UK Cyber Security and Resilience Bill",
  jurisdiction: "UK",
  zone: "Europe/London",
  source: { name: "Cyber Security and Resilience Bill", url: "https://bills.parliament.uk/" },
  lastVerified: "2026-09-30",
  rules: [
    { ...shared, id: "uk-csrb-initial", phase: "Initial notification", due: { count: 24, unit: "hours" } },
    { ...shared, id: "uk-csrb-full", phase: "Full notification", due: { count: 72, unit: "hours" } },
  ],
};
