import { citationKey, splitCitations } from "@/lib/postmortems/cite";

/** The part of a Markdown tree that this reads and writes. */
interface Node {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
}

/** Marks a link as a citation for the component that draws links. */
export const CITE_PREFIX = "#cite-";

/** Turns citations in running text into links; code stays code, and a link's own text stays its text. */
export function remarkCitations() {
  return (tree: Node) => walk(tree);
}

/** Date and time of one instant stay on one line. */
const DATE_AND_TIME = /(\d{4}-\d\d-\d\d) (~?\d\d:\d\d)/g;

function walk(node: Node): void {
  if (!node.children || node.type === "link") return;
  node.children = node.children.flatMap((child) => {
    if (child.type === "text" && child.value !== undefined) return citationsIn(child.value);
    walk(child);
    return [child];
  });
}

function citationsIn(text: string): Node[] {
  return splitCitations(text).map((part) => {
    if (typeof part === "string") return { type: "text", value: part.replaceAll(DATE_AND_TIME, "$1\u00a0$2") };
    const key = citationKey(part);
    return { type: "link", url: `${CITE_PREFIX}${key}`, children: [{ type: "text", value: key }] };
  });
}
