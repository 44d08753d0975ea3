import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export type PageScripts = { page: string; gzipKb: number; files: number };

type ClientManifest = { entryJSFiles?: Record<string, string[]> };

/** What a browser loads of JavaScript to show each page of a production build, layouts and error pages included. */
export function pageScripts(build = ".next"): PageScripts[] {
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(build, file))).length;
    sizes.set(file, known);
    return known;
  };
  const { rootMainFiles } = JSON.parse(readFileSync(join(build, "build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  return filesUnder(join(build, "server/app"), /page_client-reference-manifest\.js$/)
    .flatMap((file) => Object.entries(readManifest(file)))
    .map(([page, { entryJSFiles = {} }]) => {
      const files = new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()]);
      const bytes = [...files].reduce((sum, file) => sum + sizeOf(file), 0);
      return { page, gzipKb: bytes / 1000, files: files.size };
    })
    .sort((a, b) => b.gzipKb - a.gzipKb);
}

/** The file assigns JSON to a global by the page's name. */
function readManifest(file: string): Record<string, ClientManifest> {
  const text = readFileSync(file, "utf8");
  const assignment = /__RSC_MANIFEST\["([^"]+)"\]\s*=\s*/.exec(text);
  if (!assignment?.[1]) throw new Error(`${file} has another form than expected`);
  const json = text.slice(assignment.index + assignment[0].length).replace(/;\s*$/, "");
  return { [assignment[1]]: JSON.parse(json) as ClientManifest };
}

/** Words that stand in server code only; found in a browser's file they mean that the wall has a hole. */
export const SERVER_WORDS = [
  "drizzle:entityKind",
  "CONNECTION_DESTROYED",
  "firebreak_app",
  "DATABASE_OWNER_URL",
  "argon2id",
];

export function serverWordsIn(folder: string): string[] {
  return filesUnder(folder, /\.js$/).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return SERVER_WORDS.filter((word) => text.includes(word)).map((word) => `${file} contains ${word}`);
  });
}

function filesUnder(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
