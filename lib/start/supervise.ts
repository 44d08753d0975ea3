import { type ChildProcess, spawn } from "node:child_process";
import { openSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { childOf, END_WITH_PARENT } from "./run-node";

export type Program = {
  name: string;
  /** Arguments of node. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Folder for <name>.log; without it the output goes to this process's own. */
  logFolder?: string | undefined;
};

export type Supervised = { stop: () => Promise<void> };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A program that ran this long is taken to be well, and its next fall is answered at once again. */
const WELL_AFTER_MS = 60_000;
const GRACE_MS = 10_000;
const LOG_LIMIT_BYTES = 20 * 2 ** 20;

/** Runs a program until stop(), and starts it again when it falls, after a pause that doubles. */
export function supervise(program: Program, say: (line: string) => void): Supervised {
  let stopping = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let child = launch(program);

  const watch = (startedAt: number) => {
    child.once("exit", (code, signal) => {
      if (stopping) return;
      if (Date.now() - startedAt > WELL_AFTER_MS) pause = FIRST_PAUSE_MS;
      say(`The ${program.name} process ended (${signal ?? code}); starting it again in ${pause / 1000} s.`);
      timer = setTimeout(() => {
        child = launch(program);
        watch(Date.now());
      }, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };
  watch(Date.now());

  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await end(child);
    },
  };
}

function launch({ name, args, env, logFolder }: Program): ChildProcess {
  const out = logFolder ? openLog(join(logFolder, `${name}.log`)) : "inherit";
  return spawn(process.execPath, [...END_WITH_PARENT, ...args], {
    env: childOf(env),
    stdio: ["ignore", out, out, "ipc"],
  });
}

/** Keeps the log and the one before it. */
function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a");
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const force = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    child.once("exit", () => {
      clearTimeout(force);
      done();
    });
    child.kill("SIGTERM");
  });
}
