import { rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { processesOf, processOf, startCopy } from "./support/copy";

test.skip(process.platform !== "linux", "looks at processes through /proc");

let folder = "";
test.beforeAll(() => {
  folder = join(tmpdir(), `firebreak-copy-${process.pid}`);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a second copy runs beside the first, refuses a third on its folder, and leaves no process behind", async ({
  request,
}) => {
  const copy = await startCopy(folder);
  expect(copy.isReady, copy.output()).toBe(true);
  expect((await request.get(`${copy.url}/readyz`)).status(), copy.output()).toBe(200);
  expect(copy.output()).toMatch(/\/setup\?token=/);
  expect(statSync(join(folder, "postgres-password")).mode & 0o777).toBe(0o600);

  const third = await startCopy(folder);
  expect(await third.ended).toBe(1);
  expect(third.output()).toMatch(/is in use by another Firebreak \(process \d+\)/);

  copy.process.kill("SIGTERM");
  expect(await copy.ended).toBe(0);
  expect(processesOf(folder)).toEqual([]);
});

test("a fallen web or worker process is started again", async ({ request }) => {
  const copy = await startCopy(folder);
  expect(copy.isReady, copy.output()).toBe(true);
  for (const word of ["next-server", "worker.ts"]) {
    const fallen = processOf(folder, word);
    if (fallen === undefined) throw new Error(`no process runs ${word}`); // kill(0) would be this test's own end
    process.kill(fallen, "SIGKILL");
    await expect.poll(() => processOf(folder, word), { message: word }).not.toBe(fallen);
    await expect.poll(() => processOf(folder, word), { message: word }).toBeDefined();
  }
  const status = async () => (await request.get(`${copy.url}/readyz`).catch(() => undefined))?.status();
  await expect.poll(status, { timeout: 30_000 }).toBe(200);
  copy.process.kill("SIGINT");
  expect(await copy.ended).toBe(0);
  expect(processesOf(folder)).toEqual([]);
});

test("after kill -9 the web and worker processes end, and the next start takes the database over", async ({
  request,
}) => {
  const killed = await startCopy(folder);
  expect(killed.isReady, killed.output()).toBe(true);
  killed.process.kill("SIGKILL");
  await expect
    .poll(() => processOf(folder, "next-server") ?? processOf(folder, "worker.ts"), { timeout: 20_000 })
    .toBeUndefined();

  const next = await startCopy(folder);
  expect(next.isReady, next.output()).toBe(true);
  expect((await request.get(`${next.url}/readyz`)).status(), next.output()).toBe(200);
  next.process.kill("SIGTERM");
  expect(await next.ended).toBe(0);
  expect(processesOf(folder)).toEqual([]);
});
