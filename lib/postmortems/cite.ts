/**
 * A citation in a postmortem's Markdown: `[[cite:event:3-20933]]`. Kind and id, nothing else, so that it survives every
 * editor; the reader's page numbers them in the order of the document and links each to what it rests on.
 */
const CITE_KINDS = [
  "entry",
  "event",
  "source",
  "exposure",
  "window",
  "data",
  "severity",
  "task",
  "claim",
  "containment",
  "obligation",
  "update",
] as const;
type CiteKind = (typeof CITE_KINDS)[number];

export interface Citation {
  kind: CiteKind;
  /** Empty for the exposure answer, of which an incident has one. */
  id: string;
}

const TOKEN = /\[\[cite:([a-z]+)(?::([A-Za-z0-9-]{1,64}))?\]\]/g;

export function cite(kind: CiteKind, id: string | number = ""): string {
  return id === "" ? `[[cite:${kind}]]` : `[[cite:${kind}:${id}]]`;
}

export function citationKey({ kind, id }: Citation): string {
  return id === "" ? kind : `${kind}:${id}`;
}

/** Text cut at its citations; what only looks like one stays text. */
export function splitCitations(text: string): (string | Citation)[] {
  const parts: (string | Citation)[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const kind = match[1] as CiteKind;
    if (!CITE_KINDS.includes(kind)) continue;
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ kind, id: match[2] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** Every citation of the texts, each once, in the order in which a reader meets them. */
export function citationsOf(texts: readonly string[]): Citation[] {
  const found = new Map<string, Citation>();
  for (const part of texts.flatMap(splitCitations)) {
    if (typeof part !== "string" && !found.has(citationKey(part))) found.set(citationKey(part), part);
  }
  return [...found.values()];
}

/** Where a citation leads. */
export function citationHref(ref: string, { kind, id }: Citation): string {
  const room = `/incidents/${ref}`;
  switch (kind) {
    case "entry":
      return `${room}/timeline?entry=${id}#entry-${id}`;
    case "event":
      return `${room}/evidence?event=${id}`;
    case "source":
      return `${room}/evidence#source-${id}`;
    case "exposure":
      return `${room}/exposure`;
    case "window":
      return `${room}/exposure#window-${id}`;
    case "data":
      return `${room}/data#data-${id}`;
    case "severity":
      return `${room}/severity#assessment-${id}`;
    case "task":
      return `${room}/tasks#${id}`;
    case "containment":
      return `${room}/containment?action=${id}`;
    case "obligation":
      return `${room}/obligations#obligation-${id}`;
    case "claim":
      return `${room}/claims#claim-${id}`;
    case "update":
      return `${room}/updates#update-${id}`;
  }
}

/** Citations that lead into evidence, which not everybody may open. */
export function isEvidence({ kind }: Citation): boolean {
  return kind === "event" || kind === "source";
}
