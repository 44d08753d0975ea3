import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** CHROMIUM_PATH, or where systems usually keep it. */
export function findChromium(): string | undefined {
  return process.env.CHROMIUM_PATH ?? USUAL_PLACES.find((path) => existsSync(path));
}

/** Installs Debian's package when there is no browser and we may; else says what to do. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Chromium from Debian's packages …");
    apt("update");
    apt("install", "-y", "--no-install-recommends", "chromium");
  }
  const installed = findChromium();
  if (!installed)
    throw new Error("No Chromium found. Install one, or set CHROMIUM_PATH to its program, and run npm test again.");
  return installed;
}

function apt(...args: string[]): void {
  spawnSync("apt-get", ["-qq", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
