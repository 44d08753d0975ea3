import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const OLDEST_NODE = [20, 19];

/** Ends with a sentence when this Node is too old to run us. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `Firebreak needs Node ${OLDEST_NODE.join(".")} or later; this is ${process.version}. See https://nodejs.org.`,
  );
  process.exit(1);
}

/** Installs the packages of package-lock.json unless exactly these are there already. */
export function ensureInstalled() {
  const reason = whyInstall();
  if (!reason) return;
  console.log(`Installing packages (${reason}; this takes a minute or two) …`);
  // Building needs the development packages too, whatever NODE_ENV says.
  const npm = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status === 0) return;
  console.error(
    "npm ci failed; its message stands above. Check that the package registry can be reached and start again.",
  );
  process.exit(1);
}

/** Compares versions, not times: a checkout changes times without changing packages. */
function whyInstall() {
  const installedList = "node_modules/.package-lock.json";
  if (!existsSync(installedList)) return "none are there yet";
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedList, "utf8")).packages;
  const differs = Object.keys(wanted).some(
    (path) => path !== "" && !wanted[path].optional && installed[path]?.version !== wanted[path].version,
  );
  return differs ? "package-lock.json has changed" : undefined;
}
