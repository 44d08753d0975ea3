import type { RegimeFile } from "../rule";

export const certIn: RegimeFile = {
  version: 1,
  regime: "India CERT-In",
  jurisdiction: "IN",
  zone: "Asia/Kolkata",
  source: {
    name: "CERT-In Directions of 28 April 2022 under section 70B(6) of the IT Act",
    url: "https://www.cert-in.org.in/Directions70B.jsp",
  },
  lastVerified: "2026-09-30",
  rules: [
    {
      id: "cert-in",
      phase: "Report",
      whoMust: "Service provider, intermediary, data centre, body corporate or government organisation in India",
      startsOn: { time: "aware" },
      lawCalls: "noticed",
      due: { count: 6, unit: "hours" },
      recipient: "CERT-In, incident@cert-in.org.in",
      content: [
        "Kind of incident by Annexure I, such as a data leak or suspicious activity that affects AI systems",
        "When it occurred and was noticed",
        "Affected systems, symptoms, and what was done",
      ],
      exceptions: [{ text: "No entity or system in India is concerned." }],
      effectiveFrom: "2022-06-27",
      status: "in_force",
    },
  ],
};
