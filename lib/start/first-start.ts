import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { closeDatabase, configureDatabase } from "@/db/client";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/access/demo-accounts";
import { firstSetupToken } from "@/lib/access/server/set-up";
import { type OpenDatabase, recreateDatabase } from "./database";
import { runNode } from "./run-node";

type FirstStart = {
  database: OpenDatabase;
  env: NodeJS.ProcessEnv;
  folder: string;
  address: string;
  say: (line: string) => void;
};

/** Says whether the data folder's demo is being made or is made; absent when there is none. */
const MARK = "demo";

/** A demo whose making was broken off is thrown away whole: nobody could use it yet. Before the worker starts. */
export async function discardUnfinishedDemo({
  database,
  folder,
  say,
}: Omit<FirstStart, "env" | "address">): Promise<void> {
  if (demoState(folder) !== "making") return;
  if (!database.embedded) {
    throw new Error(
      "The demo in this database is unfinished. Empty the database, remove the data folder and start again.",
    );
  }
  say("The last start was broken off while making the demo; beginning it afresh.");
  await recreateDatabase(database);
  rmSync(join(folder, MARK));
}

/**
 * Makes the demo in an empty database unless FIREBREAK_DEMO=0; needs a running worker. Returns the lines that say how to
 * sign in; without a demo and without users that is a link, good for once, to make the first administrator.
 */
export async function welcome({ database, env, folder, address, say }: FirstStart): Promise<string[]> {
  if (process.env.FIREBREAK_DEMO !== "0" && (await isEmpty(database.ownerUrl))) {
    say("Making the demo: its log files are imported as yours would be (about a minute) …");
    writeFileSync(join(folder, MARK), "making");
    await runNode("Making the demo", ["--import", "tsx", "db/seed/seed-demo.ts"], env);
    writeFileSync(join(folder, MARK), "made");
  }
  return demoState(folder) === "made" ? demoSignIns() : setupLink(database, address);
}

async function setupLink(database: OpenDatabase, address: string): Promise<string[]> {
  configureDatabase(database);
  try {
    const token = await firstSetupToken();
    return token ? ["Make the first administrator within 30 minutes at", `  ${address}/setup?token=${token}`] : [];
  } finally {
    await closeDatabase();
  }
}

function demoSignIns(): string[] {
  const width = Math.max(...DEMO_ACCOUNTS.map(({ email }) => email.length));
  return [
    `Demo sign-ins, all with the password ${DEMO_PASSWORD}:`,
    ...DEMO_ACCOUNTS.map(({ email, role }) => `  ${email.padEnd(width)}  ${role}`),
  ];
}

function demoState(folder: string): string {
  const file = join(folder, MARK);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

async function isEmpty(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`select not exists (select from incidents) and not exists (select from users) as empty`;
    return row?.empty === true;
  } finally {
    await sql.end();
  }
}
