import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { BreakingLine } from "./support/breaking-line";
import { expect, test } from "./support/test";

/** The worker has its own pace. */
const IMPORTED = { timeout: 60_000 };
const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firebreak-e2e-"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cloudTrail(i: number, more: object = {}) {
  return JSON.stringify({
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: `user-${i % 3}`, arn: `arn:aws:iam::1:user/user-${i % 3}` },
    eventTime: `2026-03-11T10:${String(i % 60).padStart(2, "0")}:00Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    sourceIPAddress: "192.0.2.7",
    requestParameters: { bucketName: "vault", key: `file-${i}.txt` },
    eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    ...more,
  });
}

/** A file of the test's own; answers its path and SHA-256. */
function aFile(name: string, lines: readonly string[]): { path: string; sha256: string; bytes: number } {
  const path = join(folder, name);
  const text = lines.join("\n");
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return { path, sha256: createHash("sha256").update(text).digest("hex"), bytes: text.length };
}

const aLargeFile = (name: string) =>
  aFile(
    name,
    Array.from({ length: 3000 }, (_, i) => cloudTrail(i, { padding: "x".repeat(5000) })),
  );

async function openEvidence(page: Page, address = ""): Promise<string> {
  const data = { title: "Logs to bring" };
  const made = await page.request.post("/api/v1/incidents", { data, headers: SAME_SITE });
  const { ref } = await made.json();
  await page.goto(`${address}/incidents/${ref}/evidence`);
  await expect(page.getByText("No logs yet.")).toBeVisible({ timeout: 30_000 });
  return ref;
}

async function sourcesOf(page: Page, ref: string) {
  return (await (await page.request.get(`/api/v1/incidents/${ref}/evidence`)).json()).data;
}

/** The places from which parts of files were sent. */
function watchParts(page: Page): number[] {
  const places: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") places.push(Number(request.headers()["upload-offset"]));
  });
  return places;
}

test("a file is looked at before it is imported, and nothing of it is kept until then", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const ref = await openEvidence(page);
  const { path } = aFile("trail.json", [cloudTrail(1), cloudTrail(2), "not a record", cloudTrail(4)]);
  await page.getByLabel("Log file to look at first").setInputFiles(path);
  const dialog = page.getByRole("dialog", { name: "trail.json" });
  await expect(dialog.getByText("4 records")).toBeVisible();
  await expect(dialog.getByText("3 events + 0 skipped + 1 rejected")).toBeVisible();
  await expect(dialog.getByRole("cell", { name: "arn:aws:s3:::vault/file-1.txt" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await sourcesOf(page, ref)).toEqual([]);

  await page.getByLabel("Log file to look at first").setInputFiles(path);
  await dialog.getByRole("button", { name: "Import" }).press("Enter");
  await expect(page.getByRole("region", { name: "Events" }).getByText("3 events")).toBeVisible(IMPORTED);
});

test("a folder comes with the folders in it, every file a source under its path", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const ref = await openEvidence(page);
  aFile("logs/march/one.json", [cloudTrail(1)]);
  aFile("logs/march/two.json", [cloudTrail(2), cloudTrail(3)]);
  aFile("logs/april.json", [cloudTrail(3), cloudTrail(4)]);
  aFile("logs/.DS_Store", ["of the file manager"]);
  await page.getByLabel("Folder to import").setInputFiles(join(folder, "logs"));
  await expect(page.getByRole("region", { name: "Events" }).getByText("4 events")).toBeVisible(IMPORTED);
  const names = (await sourcesOf(page, ref)).map(({ filename }: { filename: string }) => filename);
  expect(names.sort()).toEqual(["logs/april.json", "logs/march/one.json", "logs/march/two.json"]);
});

test("custody says who brought a file, with which hash, and what was done with it since", async ({ browserOf }) => {
  const page = await browserOf("responder");
  await openEvidence(page);
  const { path, sha256 } = aFile("trail.json", [cloudTrail(1)]);
  await page.getByLabel("Log files to import").setInputFiles(path);
  await page.getByRole("button", { name: "Hash again" }).click();
  await expect(page.getByText("The stored bytes are those that arrived.")).toBeVisible();
  await page.getByRole("button", { name: "Custody of trail.json" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Custody of trail.json" });
  await expect(dialog.getByText(sha256)).toBeVisible();
  await expect(dialog.getByRole("cell", { name: "trail.json brought as evidence." })).toBeVisible();
  await expect(dialog.getByRole("cell", { name: "trail.json hashed again: unchanged." })).toBeVisible();
  await expect(dialog.getByText("None was brought")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test.describe("over a line that breaks", () => {
  let line: BreakingLine;
  test.beforeEach(async ({ baseURL, problems }) => {
    line = await BreakingLine.to(baseURL ?? "");
    problems.allow(/request to another origin: http:\/\/localhost|ERR_/);
  });
  test.afterEach(() => line.close());

  test("an upload says that the connection is lost, and goes on by itself where it was", async ({ browserOf }) => {
    const page = await browserOf("responder");
    const ref = await openEvidence(page, line.address);
    const places = watchParts(page);
    const file = aLargeFile("large.json");
    line.breakAfter(6_000_000);
    await page.getByLabel("Log files to import").setInputFiles(file.path);
    await expect(page.getByText("Connection lost: large.json")).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText("It goes on by itself where it was")).toBeVisible();
    expect(line.isDead).toBe(true);
    line.mend();
    await expect(page.getByRole("region", { name: "Events" }).getByText("3,000 events")).toBeVisible(IMPORTED);
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBeGreaterThan(1_000_000);
    expect(await sourcesOf(page, ref)).toMatchObject([{ sha256: file.sha256, bytes: file.bytes }]);
  });

  test("after a reload the same file, chosen again, goes on where it was; another one is refused", async ({
    browserOf,
  }) => {
    const page = await browserOf("responder");
    const ref = await openEvidence(page, line.address);
    const places = watchParts(page);
    const file = aLargeFile("large.json");
    line.breakAfter(6_000_000);
    await page.getByLabel("Log files to import").setInputFiles(file.path);
    await expect(page.getByText("Connection lost: large.json")).toBeVisible({ timeout: 60_000 });
    line.mend();
    await page.goto(`/incidents/${ref}/evidence`);
    await expect(page.getByText(/large\.json: .* arrived\./)).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
    const other = aFile("other.json", [cloudTrail(1)]);
    await page.getByLabel("The rest of large.json").setInputFiles(other.path);
    await expect(page.getByText("That is another file").first()).toBeVisible();
    const before = places.length;
    await page.getByLabel("The rest of large.json").setInputFiles(file.path);
    await expect(page.getByRole("region", { name: "Events" }).getByText("3,000 events")).toBeVisible(IMPORTED);
    expect(places.slice(before)).toEqual([expect.any(Number)]);
    expect(places.at(-1)).toBeGreaterThan(1_000_000);
    expect(await sourcesOf(page, ref)).toMatchObject([{ sha256: file.sha256, filename: "large.json" }]);
    await expect(page.getByText(/large\.json: .* arrived\./)).toBeHidden();
  });
});

test("an upload that broke off can be given up", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const ref = await openEvidence(page);
  const data = { filename: "half.json", bytes: 999 };
  const begun = await page.request.post(`/api/v1/incidents/${ref}/uploads`, { data, headers: SAME_SITE });
  await page.reload();
  await expect(page.getByText(/half\.json: 0 B of 999 B arrived\./)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Give half.json up" }).click();
  await expect(page.getByText(/half\.json: /)).toBeHidden();
  const { id } = await begun.json();
  expect((await page.request.get(`/api/v1/incidents/${ref}/uploads/${id}`)).status()).toBe(404);
});

test("how columns were mapped is listed below the formats, where it is renamed and forgotten", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const ref = await openEvidence(page);
  const column = `Wer${Date.now()}`;
  const { path } = aFile("badges.csv", [`${column},Was,Zeit`, "anna,las,2026-03-11 09:00:00"]);
  await page.getByLabel("Log files to import").setInputFiles(path);
  await expect(page.getByRole("heading", { name: "badges.csv" })).toBeVisible(IMPORTED);
  const [source] = await sourcesOf(page, ref);
  const mapping = { occurredAt: "Zeit", actor: column, action: "Was" };
  const answered = await page.request.patch(`/api/v1/incidents/${ref}/evidence/${source.id}`, {
    data: { mapping, zone: "Europe/Berlin" },
    headers: SAME_SITE,
  });
  expect(answered.ok(), await answered.text()).toBe(true);

  await page.goto("/formats#mappings");
  const row = page.getByRole("row").filter({ hasText: column });
  await expect(row).toContainText("in Europe/Berlin", { timeout: 30_000 });
  await row.getByRole("button", { name: "Rename badges.csv" }).press("Enter");
  await page.getByLabel("Name", { exact: true }).fill(`Badges ${column}`);
  await page.keyboard.press("Enter");
  await expect(row).toContainText(`Badges ${column}`);
  await expectAccessible(page);
  await row.getByRole("button", { name: `Forget Badges ${column}` }).click();
  await page.getByRole("button", { name: "Forget the mapping" }).click();
  await expect(row).toBeHidden();
});
