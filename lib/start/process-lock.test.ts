import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimFolder, FolderInUse } from "./process-lock";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firebreak-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a folder that a living process holds is refused, with the process and what to do", () => {
  claimFolder(folder);
  const held = readFileSync(join(folder, "in-use-by"), "utf8").trim();
  // As another process would see it: the parent of this one is alive and not us.
  const parent = held.replace(/^\d+ .*/, `${process.ppid} ${startOf(process.ppid)}`);
  writeFileSync(join(folder, "in-use-by"), parent);
  expect(() => claimFolder(folder)).toThrow(FolderInUse);
  expect(() => claimFolder(folder)).toThrow(new RegExp(`process ${process.ppid}.*FIREBREAK_DATA`));
});

test("a folder whose holder was killed is taken over", async () => {
  const gone = spawn(process.execPath, ["-e", ""]);
  await new Promise((done) => gone.on("exit", done));
  writeFileSync(join(folder, "in-use-by"), `${gone.pid} 1`);
  expect(() => claimFolder(folder)).not.toThrow();
});

test.runIf(process.platform === "linux")(
  "a process number that was given out again is not taken for its predecessor",
  () => {
    writeFileSync(join(folder, "in-use-by"), `${process.ppid} 1`);
    expect(() => claimFolder(folder)).not.toThrow();
  },
);

test("a released folder is free", () => {
  claimFolder(folder).release();
  expect(() => claimFolder(folder)).not.toThrow();
});

function startOf(pid: number): string {
  if (process.platform !== "linux") return "unknown";
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
