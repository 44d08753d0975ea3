import type { TestProject } from "vitest/node";
import { startTestServer } from "./server";

declare module "vitest" {
  export interface ProvidedContext {
    testServer: { superuserUrl: string; template: string };
  }
}

/** Runs once per vitest run, before the first *.db.test.ts file; what it returns runs at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide("testServer", { superuserUrl: server.superuserUrl, template: server.template });
  return server.stop;
}
