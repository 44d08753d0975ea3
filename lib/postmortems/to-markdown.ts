import { citationHref, citationKey, citationsOf, splitCitations } from "./cite";
import { md, utc } from "./markdown";
import type { PostmortemView } from "./views";

/** The whole document as Markdown that any reader shows: citations are numbered, their places listed at the end. */
export function toMarkdown(postmortem: PostmortemView, origin: string): string {
  const { incident, title, state, version, severity, facts, sections } = postmortem;
  const bodies = sections.map((section) => section.body);
  const citations = citationsOf(bodies);
  const numbers = new Map(citations.map((citation, i) => [citationKey(citation), i + 1]));
  const numbered = (text: string) =>
    splitCitations(text)
      .map((part) => (typeof part === "string" ? part : `[^${numbers.get(citationKey(part))}]`))
      .join("");
  const head = [
    `# ${incident}: ${md(title)}`,
    `${severity ?? "severity unknown"} · ${state.replace("_", " ")}, version ${version} · ${facts.incident.visibility} · facts as of ${utc(facts.asOf)}`,
    ...(facts.incident.mode === "drill" ? ["**A drill. Nothing in it happened.**"] : []),
  ];
  const notes = citations.map(
    (citation, i) => `[^${i + 1}]: ${citationKey(citation)}, ${origin}${citationHref(incident, citation)}`,
  );
  return [
    ...head,
    ...sections.map((section) => `## ${section.title}\n\n${numbered(section.body) || "*empty*"}`),
    notes.join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}
