import { splitCitations } from "./cite";

/** One place where two generated texts differ, in words without citations. Empty: there was, or is, nothing. */
export interface ChangedLines {
  before: string;
  now: string;
}

const MOST_LINES = 2000;

/** Where the record's text of a section is another than it was, line by line, in the order of the text. */
export function changedLines(before: string, now: string): ChangedLines[] {
  const [old, fresh] = [linesOf(before), linesOf(now)];
  const common = longestCommon(old, fresh);
  const changes: ChangedLines[] = [];
  let [i, j] = [0, 0];
  for (const [atOld, atFresh] of [...common, [old.length, fresh.length] as const]) {
    const [gone, come] = [old.slice(i, atOld), fresh.slice(j, atFresh)];
    for (let k = 0; k < Math.max(gone.length, come.length); k += 1) {
      changes.push({ before: gone[k] ?? "", now: come[k] ?? "" });
    }
    [i, j] = [atOld + 1, atFresh + 1];
  }
  return changes;
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) =>
      splitCitations(line)
        .filter((part) => typeof part === "string")
        .join("")
        .replace(/\s+([.,;])/g, "$1")
        .trimEnd(),
    )
    .filter((line) => line !== "")
    .slice(0, MOST_LINES);
}

/** Pairs of places with the same line, ascending in both. */
function longestCommon(old: readonly string[], fresh: readonly string[]): (readonly [number, number])[] {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
