export const POSTMORTEM_STATES = ["draft", "in_review", "approved", "published"] as const;
export type PostmortemState = (typeof POSTMORTEM_STATES)[number];

/** The parts of a postmortem in their order; each is Markdown with versions of its own. */
export const SECTIONS = [
  "summary",
  "exposure",
  "severity",
  "durations",
  "timeline",
  "agent",
  "safeguards",
  "factors",
  "data",
  "claims",
  "severity_history",
  "tasks",
  "gaps",
  "evidence",
] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_TITLES: Record<Section, string> = {
  summary: "What happened",
  exposure: "Exposure",
  severity: "Severity",
  durations: "Durations",
  timeline: "Timeline",
  agent: "What the AI system did",
  safeguards: "Safeguards",
  factors: "Contributing factors",
  data: "Affected data",
  claims: "Claims",
  severity_history: "Severity history",
  tasks: "What changes",
  gaps: "What is not known",
  evidence: "Evidence",
};

export function isSection(text: string): text is Section {
  return (SECTIONS as readonly string[]).includes(text);
}

export const LIMITS = { sectionLength: 200_000 } as const;
