import { freePort } from "@/lib/start/embedded-postgres";
import { runNode } from "@/lib/start/run-node";
import { supervise } from "@/lib/start/supervise";
import { untilAnswers } from "@/lib/start/until-answers";
import type { Bench, BenchDatabase } from "./benchmark";

const NEXT = "node_modules/next/dist/bin/next";
const APP = "lib/bench/bare-next";

/** Builds and starts the app without anything of ours. */
export async function startBareNext(
  database: BenchDatabase,
  bench: Bench,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const env = {
    ...process.env,
    DATABASE_URL: database.ownerUrl,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  bench.say("Building the bare app to compare with …");
  await runNode("Building the bare app", [NEXT, "build", APP], env);
  const port = await freePort();
  const args = [NEXT, "start", APP, "-p", String(port), "-H", "127.0.0.1"];
  const { stop } = supervise({ name: "bare", args, env, logFolder: bench.folder }, bench.say);
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/timeline`, "The bare app did not start.");
  return { url, stop };
}
