import { DEMO_PASSWORD } from "@/lib/access/demo-accounts";
import { awake } from "../awake";
import { expect } from "../test";
import { CLOUDTRAIL, cloudTrailPaths, PROXY_COLUMNS, proxyLog, TITLE } from "./material";
import type { Walker } from "./walker";

export async function signIn({ page, keys }: Walker, email: string): Promise<void> {
  await page.goto("/");
  await keys.write(page.getByLabel("E-mail address"), email);
  await keys.write(page.getByLabel("Password"), DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Now" })).toBeVisible();
  await awake(page);
}

export async function declare({ page, dialog }: Walker): Promise<void> {
  await page.keyboard.press("c");
  await expect(dialog.getByLabel("What is happening?")).toBeFocused();
  await page.keyboard.type(TITLE);
  await expect(dialog.getByLabel("How bad?")).toContainText("Not sure yet");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/incidents\/INC-\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(TITLE);
  await awake(page);
}

export async function importCloudTrail({ page, keys }: Walker): Promise<void> {
  await page.keyboard.press("4");
  await expect(page.getByText("No logs yet.")).toBeVisible();
  await keys.giveFiles(() => keys.press(page.getByRole("button", { name: "Import log files" })), cloudTrailPaths);
  for (const file of CLOUDTRAIL) {
    const source = page.getByRole("article", { name: file });
    await expect(source).toContainText("Recognised as aws-cloudtrail");
    await expect(source.getByText("ready", { exact: true })).toBeVisible();
  }
}

export async function importUnknownCsv({ page, keys }: Walker): Promise<void> {
  await keys.press(page.getByRole("button", { name: "State what the next files cover" }));
  const interval = page.getByRole("group", { name: "Which interval does this export cover?" });
  await keys.write(interval.getByLabel("From"), "2023-01-01 00:00");
  await keys.write(interval.getByLabel("Until"), "2023-01-02 00:00");
  await keys.giveFiles(() => keys.press(page.getByRole("button", { name: "Import log files" })), proxyLog);
  const source = page.getByRole("article", { name: proxyLog.name });
  await expect(source.getByText("needs an answer")).toBeVisible();
  for (const [field, column] of Object.entries(PROXY_COLUMNS))
    await keys.choose(source.getByLabel(new RegExp(`^${field}`)), column);
  await keys.find(source.getByLabel("Which zone are this file's times in?"), "Europe/Berlin");
  await keys.press(source.getByRole("button", { name: "Read the file" }));
  await expect(source).toContainText("2 records = 2 events + 0 duplicates + 0 skipped + 0 rejected");
  await expect(source).toContainText("Covers 2023-01-01 00:00:00 UTC – 2023-01-02 00:00:00 UTC");
  await keys.expectPlace();
}

/** Of a file that was read: what it covers may be said afterwards. */
export async function stateCoverage({ page, keys, dialog }: Walker): Promise<void> {
  const source = page.getByRole("article", { name: "s3-delivery.json" });
  await expect(source).toContainText("inferred from first and last event");
  const state = source.getByRole("button", { name: "State it: what s3-delivery.json covers" });
  await keys.press(state);
  await expect(dialog.getByLabel("From")).toBeFocused();
  await page.keyboard.type("2023-07-10");
  await keys.write(dialog.getByLabel("Until"), "2023-07-11");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(source).toContainText("Covers 2023-07-10 00:00:00 UTC – 2023-07-11 00:00:00 UTC");
  await expect(state).toBeFocused();
}
