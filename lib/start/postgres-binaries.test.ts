import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isReachable } from "./postgres-binaries";

const STRANGER = { uid: 54_321, gid: 54_321 };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firebreak-reach-"));
  chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the database account reaches what lies under folders that anybody may walk through", () => {
  mkdirSync(join(folder, "open"), { mode: 0o755 });
  expect(isReachable(join(folder, "open", "postgres"), STRANGER)).toBe(true);
});

test("a closed folder anywhere above is noticed, as /root is", () => {
  mkdirSync(join(folder, "closed"), { mode: 0o700 });
  mkdirSync(join(folder, "closed", "open"), { mode: 0o755 });
  expect(isReachable(join(folder, "closed", "open", "postgres"), STRANGER)).toBe(false);
});

test("the owner of a closed folder still reaches it, and without another account nothing is closed", () => {
  mkdirSync(join(folder, "closed"), { mode: 0o700 });
  const file = join(folder, "closed", "postgres");
  expect(isReachable(file, { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 })).toBe(true);
  expect(isReachable(file, undefined)).toBe(true);
});

test("folders that do not exist yet are no obstacle", () => {
  expect(isReachable(join(folder, "not", "yet", "there"), STRANGER)).toBe(true);
});
