import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type SourceFile = { path: string; text: string };

const FOLDERS = ["app", "components", "db", "lib", "e2e"];

/** Every TypeScript file of ours, with paths from the root and forward slashes; not what a build wrote. */
export function readSources(): SourceFile[] {
  return FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.m?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
    .filter((path) => !path.includes("/.next/"))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}
