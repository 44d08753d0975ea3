import { assignments } from "./assignments";
import { type Decoded, doubledCells, fromCsvCell, fromJsonString } from "./decode";
import { JsonLeaves, type Leaf } from "./json-leaves";
import { merged, type Range } from "./ranges";
import { tokenShapes } from "./token-shapes";

/** JSON in a string in JSON in a string: further in, only how things look is gone by. */
const DEEPEST = 6;
const JSON_BEGINS = /[{[](?=[ \t\r\n]{0,200}["{[\]}])/g;

/**
 * Where a record, or any text, holds what is not for everybody: values under a key that says so, in JSON, in JSON
 * within strings and in cells of CSV; secrets given a name in plain text; and everything that looks like a token.
 */
export function sensitiveRanges(text: string, bodies: boolean): Range[] {
  return merged(rangesIn(text, bodies, 0));
}

function rangesIn(text: string, bodies: boolean, depth: number): Range[] {
  const found = tokenShapes(text);
  const named: Range[] = [];
  let at = 0;
  if (depth <= DEEPEST) {
    for (const { from, until } of /[{[]/.test(text[text.search(/\S/)] ?? "") ? [] : doubledCells(text)) {
      if (from < at) continue;
      named.push(...inside(fromCsvCell(text, from, until), bodies, depth));
      found.push(...plain(text, at, from));
      at = until;
    }
    for (let start = nextJson(text, at); start >= 0; start = nextJson(text, at)) {
      const json = new JsonLeaves(text, start, bodies);
      found.push(...plain(text, at, start));
      for (const leaf of json.leaves) named.push(...ofLeaf(text, leaf, bodies, depth));
      at = Math.max(json.at, start + 1);
    }
  }
  found.push(...plain(text, at, text.length));
  return [...found, ...named];
}

function nextJson(text: string, from: number): number {
  JSON_BEGINS.lastIndex = from;
  return JSON_BEGINS.exec(text)?.index ?? -1;
}

function plain(text: string, from: number, until: number): Range[] {
  if (until - from < 4) return [];
  return assignments(text.slice(from, until)).map((range) => ({
    from: range.from + from,
    until: range.until + from,
  }));
}

function ofLeaf(text: string, leaf: Leaf, bodies: boolean, depth: number): Range[] {
  const { from, until } = leaf;
  if (leaf.hidden) return [leaf.string ? { from, until } : { from, until, bare: depth === 0 }];
  // Nothing shorter is named or looks like a secret.
  return until - from < 6 ? [] : inside(fromJsonString(text, from, until), bodies, depth);
}

function inside({ text, outer }: Decoded, bodies: boolean, depth: number): Range[] {
  return rangesIn(text, bodies, depth + 1).map((range) => ({ from: outer(range.from), until: outer(range.until) }));
}
