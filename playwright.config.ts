import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./lib/start/chromium";

// Worker processes read this file again and must arrive at the same port.
process.env.E2E_PORT ??= String(20_000 + (process.pid % 20_000));
process.env.E2E_DATA ??= join(tmpdir(), `firebreak-e2e-${process.env.E2E_PORT}`);
const port = process.env.E2E_PORT;
/** A running Firebreak with the demo, for writing specs; without it the production build is started as npm start does. */
const running = process.env.E2E_URL;
const baseURL = running ?? `http://localhost:${port}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  retries: 0,
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL,
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions: {
      ...executable(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  ...(running ? {} : { webServer: webServer() }),
});

function executable() {
  const executablePath = findChromium();
  return executablePath ? { executablePath } : {};
}

function webServer() {
  return {
    command: "node lib/start/start.mjs",
    url: `${baseURL}/readyz`,
    env: { PORT: port ?? "", FIREBREAK_DATA: process.env.E2E_DATA ?? "", DATABASE_URL: "" },
    timeout: 600_000,
    stdout: "pipe" as const,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 60_000 },
  };
}
