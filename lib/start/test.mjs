// npm test. Node's own modules only, until the packages are there.
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ensureInstalled, requireNode } from "./install.mjs";

requireNode();
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
ensureInstalled();

const { register } = await import("tsx/esm/api");
register();
const { runChecks } = await import("./checks.ts");
process.exitCode = await runChecks();
