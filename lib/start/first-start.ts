import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/access/demo-accounts";
import { type OpenDatabase, recreateDatabase } from "./database";
import { runNode } from "./run-node";

type FirstStart = { database: OpenDatabase; env: NodeJS.ProcessEnv; folder: string; say: (line: string) => void };

/** Says whether the data folder's demo is being made or is made; absent when there is none. */
const MARK = "demo";

/** A demo whose making was broken off is thrown away whole: nobody could use it yet. Before the worker starts. */
export async function discardUnfinishedDemo({ database, folder, say }: Omit<FirstStart, "env">): Promise<void> {
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

export type Greeting = { demo: boolean; lines: string[] };

/** Makes the demo in an empty database unless FIREBREAK_DEMO=0. Needs a running worker. Returns how to sign in. */
export async function welcome({ database, env, folder, say }: FirstStart): Promise<Greeting> {
  const empty = await isEmpty(database.ownerUrl);
  if (empty && process.env.FIREBREAK_DEMO === "0") return { demo: false, lines: [] };
  if (empty) {
    say("Making the demo: its log files are imported as yours would be (about a minute) …");
    writeFileSync(join(folder, MARK), "making");
    await runNode("Making the demo", ["--import", "tsx", "db/seed/seed-demo.ts"], env);
    writeFileSync(join(folder, MARK), "made");
  }
  return demoState(folder) === "made" ? { demo: true, lines: demoSignIns() } : { demo: false, lines: [] };
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
