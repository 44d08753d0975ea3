import type { RegimeFile } from "../rule";

export const sec8k: RegimeFile = {
  version: 1,
  regime: "SEC 8-K Item 1.05",
  jurisdiction: "US",
  zone: "America/New_York",
  holidays: "US",
  source: {
    name: "Form 8-K, Item 1.05; 17 CFR 249.308",
    url: "https://www.ecfr.gov/current/title-17/section-249.308",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "sec-8k-105",
      phase: "Disclosure",
      whoMust: "Registrant, where the cybersecurity incident is material",
      startsOn: { time: "materiality_determined" },
      due: { count: 4, unit: "business_days" },
      recipient: "SEC",
      content: [
        "Material aspects of nature, scope and timing",
        "Material impact, or what is reasonably likely, with the financial condition",
        "What is not known yet; an amendment follows within 4 business days of knowing it",
      ],
      exceptions: [
        { text: "The incident is not material. Materiality is to be determined without unreasonable delay." },
        { text: "The Attorney General allows a delay: 30 days, at most 120 in all." },
      ],
      effectiveFrom: "2023-12-18",
      status: "in_force",
    },
  ],
};
