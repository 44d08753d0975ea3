// npm start, npm run dev. Node's own modules only, until the packages are there.
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ensureInstalled, requireNode } from "./install.mjs";

requireNode();
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
ensureInstalled();

const { register } = await import("tsx/esm/api");
register();
const { developmentPlan, productionPlan } = await import("./plans.ts");
const { serve } = await import("./serve.ts");
await serve(process.argv[2] === "dev" ? developmentPlan(process.env) : productionPlan(process.env));
