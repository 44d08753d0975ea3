import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class FolderInUse extends Error {}

/**
 * Claims a folder for this process; throws FolderInUse while another living process holds it.
 * A claim left behind by a killed process is taken over.
 */
export function claimFolder(folder: string): { release: () => void } {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "in-use-by");
  const mine = `${process.pid} ${startOf(process.pid)}`;
  if (existsSync(file)) {
    const holder = readFileSync(file, "utf8").trim();
    const pid = Number(holder.split(" ")[0]);
    if (holder !== mine && isRunning(pid) && holder === `${pid} ${startOf(pid)}`) {
      throw new FolderInUse(
        `${folder} is in use by another Firebreak (process ${pid}). Stop that one, or set FIREBREAK_DATA to another folder.`,
      );
    }
  }
  writeFileSync(file, mine);
  return { release: () => rmSync(file, { force: true }) };
}

export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, so that a recycled process number is not taken for its predecessor. Linux only. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "unknown";
  } catch {
    return "unknown";
  }
}
