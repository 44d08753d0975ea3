import { resolve } from "node:path";

/** What `serve` runs and how. */
export type Plan = {
  folder: string;
  /** Of the built-in PostgreSQL; any free one when not given. */
  databasePort?: number | undefined;
  host: string;
  port: number;
  build: boolean;
  nodeEnv: "production" | "development";
  /** Arguments of node. */
  web: string[];
  worker: string[];
  /** Where the processes' output goes; the terminal when not given. */
  logFolder?: string;
};

const NEXT = "node_modules/next/dist/bin/next";
/** An import makes much that is gone at once; with more room for the new, less of it is carried about. */
export const WORKER = ["--max-semi-space-size=32", "--import", "tsx", "lib/jobs/worker.ts"];

export function productionPlan(environment: NodeJS.ProcessEnv): Plan {
  const { port, host, folder } = place(environment, ".firebreak/data");
  const web = [NEXT, "start", "-p", String(port), "-H", host];
  return { folder, host, port, build: true, nodeEnv: "production", web, worker: WORKER, logFolder: folder };
}

export function developmentPlan(environment: NodeJS.ProcessEnv): Plan {
  const { port, host, folder } = place(environment, ".firebreak/dev");
  const databasePort = Number(environment.DATABASE_PORT) || undefined;
  const web = [NEXT, "dev", "-p", String(port), "-H", host];
  return {
    folder,
    databasePort,
    host,
    port,
    build: false,
    nodeEnv: "development",
    web,
    worker: ["--watch", ...WORKER],
  };
}

function place(environment: NodeJS.ProcessEnv, usualFolder: string) {
  const port = Number(environment.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT is ${environment.PORT}, which is no port. Set a number from 1 to 65535.`);
  }
  return { port, host: environment.HOST ?? "127.0.0.1", folder: resolve(environment.FIREBREAK_DATA ?? usualFolder) };
}
