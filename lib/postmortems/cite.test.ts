import { expect, test } from "vitest";
import { citationHref, citationsOf, cite, splitCitations } from "./cite";
import { md } from "./markdown";

test("citations are found in text, and what only looks like one stays text", () => {
  const text = `Open 2 h ${cite("exposure")}, see ${cite("event", "3-20933")} and [[cite:nothing:1]] or [[cite:event:a b]].`;
  expect(splitCitations(text)).toEqual([
    "Open 2 h ",
    { kind: "exposure", id: "" },
    ", see ",
    { kind: "event", id: "3-20933" },
    " and [[cite:nothing:1]] or [[cite:event:a b]].",
  ]);
});

test("each is numbered once, in the order in which it is read", () => {
  const texts = [`a ${cite("task", "T-2")} b ${cite("entry", 4)}`, `${cite("entry", 4)} ${cite("source", 1)}`];
  expect(citationsOf(texts)).toEqual([
    { kind: "task", id: "T-2" },
    { kind: "entry", id: "4" },
    { kind: "source", id: "1" },
  ]);
});

test("every kind leads into the incident", () => {
  expect(citationHref("INC-42", { kind: "event", id: "3-20933" })).toBe("/incidents/INC-42/evidence?event=3-20933");
  expect(citationHref("INC-42", { kind: "exposure", id: "" })).toBe("/incidents/INC-42/exposure");
});

test.each([
  ["[[cite:event:1-1]]", []],
  ["[[[cite:event:1-1]]]", []],
  ["[[[[cite:event:1-1]]]]", []],
])("text of others can't cite: %s", (text, found) => {
  // As Markdown gives it back to the reader: escapes are gone.
  const shown = md(text).replaceAll(/\\(.)/g, "$1");
  expect(citationsOf([shown])).toEqual(found);
});

test.each([
  ["# no *heading* | no cell", "\\# no \\*heading\\* \\| no cell"],
  ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  ["![x](http://evil.example/p.png)", "\\!\\[x\\](http\\://evil.example/p.png)"],
  ["- no list\nno second line", "\\- no list no second line"],
  ["1. no list", "1\\. no list"],
  ["&lt;", "&amp;lt;"],
])("text of others is text and no markup: %s", (text, escaped) => {
  expect(md(text)).toBe(escaped);
});
