import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { freePort } from "@/lib/start/embedded-postgres";

/** A Firebreak of its own, started as npm start does, without the demo. */
export type Copy = {
  url: string;
  output: () => string;
  isReady: boolean;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  process: ChildProcess;
};

export async function startCopy(folder: string): Promise<Copy> {
  const port = await freePort();
  const child = spawn(process.execPath, ["lib/start/start.mjs"], {
    env: { ...process.env, PORT: String(port), FIREBREAK_DATA: folder, FIREBREAK_DEMO: "0", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>((done) => child.on("exit", (code) => done(code)));
  const ready = new Promise<true>((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        if (output.includes("Firebreak is ready")) done(true);
      });
    }
  });
  const isReady = (await Promise.race([ready, ended])) === true;
  return { url: `http://localhost:${port}`, output: () => output, isReady, ended, process: child };
}

/** Every living process whose environment or command names the data folder. Linux only. */
export function processesOf(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        const environment = existsSync(`/proc/${pid}/environ`) ? readFileSync(`/proc/${pid}/environ`, "utf8") : "";
        return command !== "" && (command.includes(folder) || environment.includes(`FIREBREAK_DATA=${folder}`));
      } catch {
        return false; // it ended meanwhile
      }
    });
}

/** The process that runs a program, by a word of its command line. */
export function processOf(folder: string, word: string): number | undefined {
  return processesOf(folder).find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word));
}
