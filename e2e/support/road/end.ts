import { awake } from "../awake";
import { expect } from "../test";
import { ANSWER } from "./material";
import type { Walker } from "./walker";

const TASK = "Take the public link away";

export async function finishTask(walker: Walker): Promise<void> {
  const { page, keys, dialog } = walker;
  await page.keyboard.press("t");
  await page.waitForURL(/\/tasks/);
  await expect(page.getByLabel("What has to be done")).toBeFocused();
  await page.keyboard.type(TASK);
  await keys.find(page.getByLabel("Owner"), "Incident commander");
  await page.keyboard.press("Enter");
  const task = page.getByRole("row", { name: new RegExp(TASK) });
  await expect(task).toContainText("Incident commander");
  await keys.press(task.getByRole("button", { name: "Done…" }));
  await expect(dialog.getByLabel("Proof")).toBeFocused();
  await page.keyboard.type("The bucket policy refuses everybody but its owner.");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(task).toContainText("somebody else verifies");
  await keys.expectPlace();
}

export async function verifyTask({ page, keys, dialog }: Walker, room: string): Promise<void> {
  await page.goto(`${room}/tasks`);
  await awake(page);
  await keys.press(page.getByRole("button", { name: "Verify…" }));
  await expect(dialog.getByLabel("What you checked")).toBeFocused();
  await page.keyboard.type("Asked for the file without signing in: refused.");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: new RegExp(TASK) })).toContainText("verified");
}

export async function moveToResolved(walker: Walker): Promise<void> {
  const { page, keys, dialog } = walker;
  const phases = dialog.getByRole("group", { name: "To which phase" });
  await keys.press(walker.button(/^Phase: active/i));
  await expect(phases.getByRole("button", { pressed: true })).toBeFocused();
  await keys.select(phases, "Closed");
  await expect(dialog).toContainText("needs an approved postmortem");
  await keys.select(phases, "Resolved");
  await keys.write(dialog.getByLabel("When was it resolved in the world?"), "2023-01-02 09:00");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(walker.button(/^Phase: resolved/i)).toBeFocused();
}

export async function writePostmortem(walker: Walker): Promise<void> {
  const { page, keys, dialog } = walker;
  await page.keyboard.press("9");
  await page.waitForURL(/\/postmortem$/);
  await keys.press(walker.button("Generate from the record"));
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  await keys.expectPlace();
  await page.keyboard.press("e");
  await page.waitForURL(/\/postmortem\/edit$/);
  await keys.press(walker.button(/^Contributing factors/));
  await keys.write(page.getByLabel("Text of Contributing factors"), "The link was made by hand.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await keys.press(page.getByRole("link", { name: "Read" }));
  await page.waitForURL(/\/postmortem$/);
  await keys.press(walker.button("Ask for a review…"));
  await keys.press(walker.inDialog("Ask for a review"));
  await expect(dialog).toBeHidden();
  await expect(page.getByText("who wrote none of it approves")).toBeVisible();
  await keys.expectPlace();
}

export async function approveAndPublish(walker: Walker, room: string): Promise<void> {
  const { page, keys, dialog } = walker;
  await page.goto(`${room}/postmortem`);
  await awake(page);
  await keys.press(walker.button("Approve…"));
  await keys.press(walker.inDialog("Approve"));
  await expect(dialog).toBeHidden();
  await keys.press(walker.button("Publish…"));
  await keys.press(walker.inDialog("Publish"));
  await expect(dialog).toBeHidden();
  await keys.expectPlace();
}

export async function readPostmortem({ page }: Walker, room: string): Promise<void> {
  const { exposed, atMost, accesses, principals } = ANSWER;
  await page.goto(`${room}/postmortem`);
  const text = page.getByRole("main");
  await expect(text).toContainText("approved by Administrator");
  await expect(text).toContainText(`${exposed} – ${atMost}`);
  await expect(text).toContainText(`${accesses} accesses by ${principals} principals`);
  await expect(text).toContainText("The link was made by hand.");
}
