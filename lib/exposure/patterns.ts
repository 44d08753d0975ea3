/** How logs name an asset. Without `system` it holds for the logs of every system. */
export interface AssetPattern {
  system: string | null;
  resource: string;
}

/**
 * True when the pattern is the resource, where `*` stands for any run of characters, `/` and none included.
 * Case-sensitive; nothing else is special. Linear in the length of the resource, whatever the pattern.
 */
export function matchesResource(pattern: string, resource: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return resource === pattern;
  const tail = rest.pop() ?? "";
  if (resource.length < head.length + tail.length) return false;
  if (!resource.startsWith(head) || !resource.endsWith(tail)) return false;
  let position = head.length;
  const end = resource.length - tail.length;
  for (const part of rest) {
    const found = resource.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}

/** The same pattern for SQL's LIKE with its default escape character. */
export function patternToLike(pattern: string): string {
  return pattern.replace(/[\\%_]/g, "\\$&").replace(/\*+/g, "%");
}
