import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { claimFolder, FolderInUse } from "./process-lock";
import { runNode } from "./run-node";

const SOURCES = ["app", "components", "db", "lib", "public"];
const SINGLE_FILES = ["next.config.ts", "proxy.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];
const NOT_IN_THE_BUILD = /(\.test\.tsx?|\.sql|\.md|\.json)$|^db\/(testing|seed|migrations)\/|^lib\/(bench|structure)\//;
const MARK = ".next/made-from";

/** Makes the production build unless the one that is there was made from the same sources. */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  const claim = await claimBuild(say);
  try {
    const sources = sourcesHash();
    if (existsSync(".next/BUILD_ID") && existsSync(MARK) && readFileSync(MARK, "utf8") === sources) return;
    say("Building the pages (about a minute) …");
    const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1", CI: "1" };
    await runNode("next build", ["node_modules/next/dist/bin/next", "build"], env);
    writeFileSync(MARK, sources);
  } finally {
    claim.release();
  }
}

/** Two copies started from one checkout build once. */
async function claimBuild(say: (line: string) => void): Promise<{ release: () => void }> {
  for (let waits = 0; ; waits += 1) {
    try {
      return claimFolder(".firebreak/build");
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
      if (waits === 0) say("Another Firebreak is building from this folder; waiting for it …");
      await sleep(500);
    }
  }
}

/** Of contents, not times, so that a checkout to and fro does not cost a build. */
export function sourcesHash(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of [...SOURCES.flatMap(filesUnder), ...SINGLE_FILES].sort()) {
    if (!NOT_IN_THE_BUILD.test(file) && existsSync(file))
      hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"));
}
