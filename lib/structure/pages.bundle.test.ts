import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pageScripts, SERVER_WORDS, serverWordsIn } from "./bundle";

/** Kilobytes after gzip. Readers and printers wait for a page on a phone; people in the room load theirs once. */
const LIMIT_KB = 250;
const READER_LIMIT_KB = 160;
const READER_PAGES = /\/(read|reader|print)\b/;

test("every page keeps to its budget of JavaScript", () => {
  const pages = pageScripts();
  expect(pages.length).toBeGreaterThan(5);
  const tooHeavy = pages
    .filter(({ page, gzipKb }) => gzipKb > (READER_PAGES.test(page) ? READER_LIMIT_KB : LIMIT_KB))
    .map(({ page, gzipKb }) => `${page}: ${Math.round(gzipKb)} kB`);
  expect(tooHeavy).toEqual([]);
});

test("nothing of the database or of secrets is in a browser's file", () => {
  expect(serverWordsIn(".next/static")).toEqual([]);
});

test("the words that are looked for are alive: the server's own files contain each of them", () => {
  const sources = ["node_modules/drizzle-orm/entity.js", "node_modules/postgres/src/connection.js", "db/migrate.ts"];
  const server = [...sources, "db/client.ts", "lib/access/server/secrets.ts"].map((file) => readFileSync(file, "utf8"));
  for (const word of SERVER_WORDS) expect(server.join("\n")).toContain(word);
});

test("a driver in a browser's file is found", () => {
  const folder = mkdtempSync(join(tmpdir(), "firebreak-bundle-"));
  writeFileSync(join(folder, "chunk.js"), 'const k=Symbol.for("drizzle:entityKind");');
  expect(serverWordsIn(folder)).toEqual([expect.stringContaining("drizzle:entityKind")]);
  rmSync(folder, { recursive: true });
});
