import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build";
import { ensureChromium } from "./chromium";
import { freePort } from "./embedded-postgres";

type Counts = { passed: number; failed: number };
type Step = { title: string; repeat: string; run: (report: string) => Promise<Counts> };

const STEPS: Step[] = [
  tool("Format and lint", "npx biome check --error-on-warnings"),
  tool("Types", "npx tsc --noEmit"),
  tool("Unused code", "npx knip"),
  vitest("Structure", "structure"),
  vitest("Unit", "unit"),
  vitest("Database", "db"),
  { title: "Build", repeat: "npx next build", run: async () => succeeded(ensureBuilt(console.log)) },
  vitest("Bundles", "bundle"),
  { title: "Browser", repeat: "npx playwright test", run: browser },
];

/** Runs every step even when one is red, so that one run tells all. Returns the exit code. */
export async function runChecks(): Promise<number> {
  const reports = mkdtempSync(join(tmpdir(), "firebreak-reports-"));
  const total: Counts = { passed: 0, failed: 0 };
  const red: Step[] = [];
  for (const step of STEPS) {
    console.log(`\n== ${step.title}`);
    const startedAt = performance.now();
    const counts = await step.run(join(reports, `${step.title}.json`));
    total.passed += counts.passed;
    total.failed += counts.failed;
    if (counts.failed > 0) red.push(step);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${step.title}: ${counts.failed > 0 ? "RED" : "green"} after ${seconds} s`);
  }
  rmSync(reports, { recursive: true });
  for (const { title, repeat } of red) console.log(`\n${title} is red. Repeat it with: ${repeat}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return red.length === 0 ? 0 : 1;
}

/** A check without tests in it: counted only when it fails. */
function tool(title: string, command: string): Step {
  return { title, repeat: command, run: async () => succeeded(run(command)) };
}

function vitest(title: string, project: string): Step {
  const command = `npx vitest run --project ${project}`;
  return {
    title,
    repeat: command,
    run: async (report) => {
      const result = await succeeded(run(`${command} --reporter=default --reporter=json --outputFile.json=${report}`));
      const { numPassedTests, numFailedTests } = readReport(report) ?? {};
      return atLeast(result, { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 });
    },
  };
}

async function browser(report: string): Promise<Counts> {
  const port = await freePort();
  const data = join(tmpdir(), `firebreak-e2e-${port}`);
  const env = {
    CHROMIUM_PATH: ensureChromium(),
    E2E_PORT: String(port),
    E2E_DATA: data,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  const result = await succeeded(run("npx playwright test --reporter=list,json", env));
  rmSync(data, { recursive: true, force: true });
  const { expected, unexpected, flaky } = readReport(report)?.stats ?? {};
  return atLeast(result, { passed: expected ?? 0, failed: (unexpected ?? 0) + (flaky ?? 0) });
}

/** A runner that broke down without a failing test is still a failure. */
function atLeast(result: Counts, counted: Counts): Counts {
  return { passed: counted.passed, failed: Math.max(counted.failed, result.failed) };
}

type Report = {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected: number; unexpected: number; flaky: number };
};

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

async function succeeded(work: Promise<void>): Promise<Counts> {
  try {
    await work;
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

function run(command: string, env: Record<string, string> = {}): Promise<void> {
  const [program = "", ...args] = command.replace(/^npx /, "node_modules/.bin/").split(" ");
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done() : fail(new Error(`${command} ended with ${code}.`))));
  });
}
