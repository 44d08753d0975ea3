import { spawn } from "node:child_process";

/** How node is called for every process we start, so that none outlives us: needs an "ipc" channel. */
export const END_WITH_PARENT = ["--import", new URL("./end-with-parent.mjs", import.meta.url).href];

export function childOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, FIREBREAK_STARTED_BY: String(process.pid) };
}

/** Runs node to its end and throws what it said when that is not 0. */
export function runNode(what: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((done, fail) => {
    let output = "";
    const child = spawn(process.execPath, [...END_WITH_PARENT, ...args], {
      env: childOf(env),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", fail);
    child.on("close", (code, signal) =>
      code === 0 ? done(output) : fail(new Error(`${what} failed (${signal ?? code}):\n${output}`)),
    );
  });
}
