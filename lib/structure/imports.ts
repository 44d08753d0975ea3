import { posix } from "node:path";
import type { SourceFile } from "./source-files";

/** One import as written, and the file of ours it leads to; a package when there is no such file. */
export type Import = { from: string; specifier: string; to: string | undefined };

const SPECIFIER = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]+)["']/g;
const ENDINGS = ["", ".ts", ".tsx", ".mts", "/index.ts", "/index.tsx"];

/** Relative and aliased imports alike lead to files, so that a rule cannot be evaded by spelling. */
export function importsOf(files: readonly SourceFile[]): Import[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(SPECIFIER)].map(([, specifier = ""]) => {
      const base = ownPath(path, specifier);
      const to = base === undefined ? undefined : ENDINGS.map((ending) => base + ending).find((one) => paths.has(one));
      return { from: path, specifier, to };
    }),
  );
}

function ownPath(from: string, specifier: string): string | undefined {
  if (specifier.startsWith("@/")) return posix.normalize(specifier.slice(2));
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  return undefined;
}

/** "@scope/name/sub" → "@scope/name", "drizzle-orm/pg-core" → "drizzle-orm". */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
