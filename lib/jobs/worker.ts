import { Logger, run } from "graphile-worker";
import pino from "pino";
import { closeDatabase, databaseConfiguration } from "@/db/client";
import { closeLeases } from "@/lib/evidence/server/lease";
import { stopImports } from "@/lib/evidence/server/stopping";
import { requeueAbandoned } from "@/lib/evidence/server/sweep-evidence";
import { requeueDeliveries } from "@/lib/ingest/server/enqueue-deliveries";
import { CRONTAB, LANES } from "./tasks";

/**
 * How many of a lane's tasks run at once. Two cores are enough for two imports; any number of worker processes may run
 * beside each other.
 */
const AT_ONCE = { evidence: Number(process.env.FIREBREAK_WORKER_CONCURRENCY ?? 2), answers: 1, agents: 2 };
const LOOK_EVERY_MS = 2000;

const log = pino({ name: "firebreak-worker", level: process.env.FIREBREAK_LOG_LEVEL ?? "info" });

const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") log.warn(message);
});
const runners = await Promise.all(
  (Object.keys(LANES) as (keyof typeof LANES)[]).map((lane) =>
    run({
      connectionString: databaseConfiguration().ownerUrl,
      concurrency: AT_ONCE[lane],
      maxPoolSize: AT_ONCE[lane] + 1,
      pollInterval: 1000,
      taskList: LANES[lane],
      crontab: lane === "answers" ? CRONTAB : "",
      noHandleSignals: true,
      logger,
    }),
  ),
);
log.info("ready");

/** Sources whose worker died go on here, within seconds and not after the queue's own four hours. */
const watch = setInterval(() => {
  Promise.all([requeueAbandoned(), requeueDeliveries()]).catch((error: Error) =>
    log.warn({ err: error }, "could not look for abandoned imports"),
  );
}, LOOK_EVERY_MS);

let ending = false;

async function end(code: number): Promise<void> {
  ending = true;
  clearInterval(watch);
  stopImports();
  await Promise.all(runners.map((runner) => runner.stop().catch(() => {})));
  await closeLeases();
  await closeDatabase();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(0));
// The queue also ends by itself, for instance after a newer version changed its tables: whoever started us starts anew.
Promise.race(runners.map((runner) => runner.promise))
  .catch((error: Error) => log.error({ err: error }, "the queue broke down"))
  .finally(() => {
    if (!ending) process.exit(1);
  });
