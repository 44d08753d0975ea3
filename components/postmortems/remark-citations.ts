import { citationKey, splitCitations } from "@/lib/postmortems/cite";

/** The part of a Markdown tree that this reads and writes. */
interface Node {
  type: string;
  value?: string;
  url?: string;
  data?: { hName: string };
  children?: Node[];
}

/** Marks a link as a citation for the component that draws links. */
export const CITE_PREFIX = "#cite-";

/** Turns citations in running text into links; code stays code, and a link's own text stays its text. */
export function remarkCitations() {
  return (tree: Node) => walk(tree);
}

/** An instant as the generator prints it; it stays on one line. */
const INSTANT = /(\d{4}-\d\d-\d\d ~?\d\d:\d\d(?::\d\d)?Z)/;

function walk(node: Node): void {
  if (!node.children || node.type === "link") return;
  node.children = node.children.flatMap((child) => {
    if (child.type === "text" && child.value !== undefined) return citationsIn(child.value);
    walk(child);
    return [child];
  });
}

function citationsIn(text: string): Node[] {
  const parts = splitCitations(text);
  return parts.flatMap((part, i): Node[] => {
    if (typeof part !== "string") {
      const key = citationKey(part);
      return [{ type: "link", url: `${CITE_PREFIX}${key}`, children: [{ type: "text", value: key }] }];
    }
    // The number stands at the word that it belongs to.
    const cited = i < parts.length - 1;
    return instantsIn(cited && part.trim() !== "" ? part.trimEnd() : part);
  });
}

function instantsIn(text: string): Node[] {
  return text
    .split(INSTANT)
    .filter((piece) => piece !== "")
    .map((piece) =>
      INSTANT.test(piece)
        ? { type: "emphasis", data: { hName: "time" }, children: [{ type: "text", value: piece }] }
        : { type: "text", value: piece },
    );
}
