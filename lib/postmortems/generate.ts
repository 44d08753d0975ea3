import type { PostmortemFacts } from "./facts";
import { claimsSection } from "./generate-claims";
import { dataSection, evidenceSection, gapsSection, tasksSection } from "./generate-inventory";
import { durationsSection, exposureSection, severityHistorySection, severitySection } from "./generate-measures";
import { obligationParts } from "./generate-obligations";
import { agentSection, factorsSection, safeguardsSection, timelineSection } from "./generate-story";
import { summarySection } from "./generate-summary";
import { updateParts } from "./generate-updates";
import { SECTIONS, type Section } from "./model";

const WRITERS: Record<Section, (facts: PostmortemFacts) => string> = {
  summary: summarySection,
  exposure: exposureSection,
  severity: severitySection,
  durations: durationsSection,
  timeline: (facts) => [timelineSection(facts), ...updateParts(facts)].join("\n\n"),
  agent: agentSection,
  safeguards: safeguardsSection,
  factors: factorsSection,
  data: (facts) => [dataSection(facts), ...obligationParts(facts)].join("\n\n"),
  claims: claimsSection,
  severity_history: severityHistorySection,
  tasks: tasksSection,
  gaps: gapsSection,
  evidence: evidenceSection,
};

/**
 * Writes every section from facts alone: what the record does not say is printed as unknown, and each figure cites what
 * it rests on (`cite.ts`). The same facts give the same text.
 */
export function generateSections(facts: PostmortemFacts): Record<Section, string> {
  return Object.fromEntries(SECTIONS.map((section) => [section, WRITERS[section](facts).trim()])) as Record<
    Section,
    string
  >;
}
