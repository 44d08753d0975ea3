import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@/lib/api/errors";

const PREFIX = "firebreak-export-";
/** Each may take gigabytes of the disk until its reader has it. */
const MOST_AT_ONCE = 4;
/** No export is written for so long; what is older was left by a process that died. */
const LEFT_BEHIND_MS = 6 * 60 * 60 * 1000;

let running = 0;

/** A folder for one export. `gone` takes it away and makes room for the next; called twice, it does it once. */
export async function exportFolder(): Promise<{ folder: string; gone: () => Promise<void> }> {
  if (running >= MOST_AT_ONCE)
    throw new AppError(
      "too_many",
      `${MOST_AT_ONCE} exports are being written or fetched already. Try again when one of them has ended.`,
    );
  running++;
  let folder: string | null = null;
  let ended = false;
  const gone = async () => {
    if (ended) return;
    ended = true;
    running--;
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  };
  try {
    await sweep();
    folder = await mkdtemp(join(tmpdir(), PREFIX));
    return { folder, gone };
  } catch (error) {
    await gone();
    throw error;
  }
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => null);
    // Of another user of this machine it stays.
    if (found && Date.now() - found.mtimeMs > LEFT_BEHIND_MS)
      await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
