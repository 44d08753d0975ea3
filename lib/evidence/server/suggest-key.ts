import { createHash } from "node:crypto";

/** The same however often it is found: by it a decision is kept. */
export function keyOf(kind: string, ...parts: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 20);
  return `${kind}-${hash}`;
}
