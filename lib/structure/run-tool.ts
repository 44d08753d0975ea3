import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** Runs a tool of node_modules in a folder and returns how it ended and what it said. */
export function runTool(name: string, args: string[], folder = "."): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(resolve("node_modules/.bin", name), args, {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}
