import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Lock, missingEntries } from "./complete-lock";

test("the lock names the packages of every platform, so that npm ci accepts it everywhere", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  expect(Object.keys(missingEntries(lock)), "run: npm run lock:complete").toEqual([]);
});

test("a platform package that the registry did not serve is found and stubbed for its platform only", () => {
  const lock: Lock = {
    packages: {
      "node_modules/tool": {
        version: "2.0.0",
        dev: true,
        optionalDependencies: {
          "@tool/linux-x64-musl": "2.0.0",
          "@tool/darwin-arm64": "^2.0.0",
          "@tool/linux-x64": "2.0.0",
        },
      },
      "node_modules/@tool/linux-x64": { version: "2.0.0" },
    },
  };
  expect(missingEntries(lock)).toEqual({
    "node_modules/@tool/linux-x64-musl": {
      version: "2.0.0",
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
      dev: true,
      optional: true,
    },
    "node_modules/@tool/darwin-arm64": { version: "2.0.0", os: ["darwin"], cpu: ["arm64"], dev: true, optional: true },
  });
});
