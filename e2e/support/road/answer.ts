import { expect } from "../test";
import {
  ANSWER,
  ASSET,
  CLEARED,
  clearances,
  GROUP,
  PATTERN,
  people,
  TITLE,
  UNCLEARED,
  UNCLEARED_LOGIN,
} from "./material";
import type { Walker } from "./walker";

export async function makeAsset({ page, keys, dialog }: Walker): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: "New asset" }).first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type(ASSET);
  await keys.choose(dialog.getByLabel("Classification"), "Restricted");
  await keys.write(dialog.getByLabel("Systems"), "aws-cloudtrail");
  await keys.write(dialog.getByLabel("Pattern 1, resource"), PATTERN);
  await expect(dialog).toContainText(/Matches \d+ resources.*confidential\/file.pdf/);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: ASSET })).toBeVisible();
}

export async function importPeople(walker: Walker): Promise<void> {
  const { page, keys, dialog } = walker;
  await keys.press(page.getByRole("link", { name: "People", exact: true }));
  await page.waitForURL("/people");
  await expect(page.getByLabel("Find a principal")).toBeVisible();
  await page.keyboard.press("Shift+I");
  await keys.giveFiles(() => keys.press(walker.inDialog("Choose a file")), people);
  await expect(dialog).toContainText("2 would be created, 0 unchanged.");
  await keys.expectPlace();
  await keys.press(walker.inDialog("Import 2"));
  await expect(dialog).toBeHidden();
  await keys.press(page.getByRole("link", { name: "Clearances", exact: true }));
  await page.waitForURL("/people/clearances");
  await expect(page.getByRole("combobox", { name: "Group" })).toBeVisible();
  await page.keyboard.press("Shift+I");
  await keys.giveFiles(() => keys.press(walker.inDialog("Choose a file")), clearances);
  await expect(dialog).toContainText("1 would be created, 0 unchanged.");
  await keys.press(walker.inDialog("Import 1"));
  await expect(dialog).toBeHidden();
}

/** From anywhere back to the incident, by a word of its title. */
export async function returnToExposure({ page, dialog }: Walker): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(TITLE);
  await expect(dialog.getByRole("option").first()).toContainText(TITLE);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/incidents\/INC-\d+$/);
  await page.keyboard.press("2");
  await page.waitForURL(/\/exposure$/);
}

export async function openAndCloseWindow(walker: Walker): Promise<void> {
  const { page, keys, dialog } = walker;
  await expect(page.getByText("No exposure window is recorded.")).toBeVisible();
  await page.keyboard.press("w");
  await keys.choose(dialog.getByLabel("Asset"), ASSET);
  await keys.find(dialog.getByLabel("Group"), GROUP);
  await keys.write(dialog.getByLabel("Opened"), "2023-01-01 11:00");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const windows = page.getByRole("table", { name: "Exposure windows" });
  await expect(windows).toContainText("still open");
  await keys.press(walker.button(`Close the window on ${ASSET}`));
  await keys.write(dialog.getByLabel("Closed"), "2023-01-01 13:00");
  await keys.press(walker.inDialog("Not known exactly"));
  await keys.write(dialog.getByLabel("At the earliest"), "2023-01-01 12:30");
  await keys.write(dialog.getByLabel("At the latest"), "2023-01-01 14:00");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(windows).toContainText("between 12:30:00 and 14:00:00");
  await keys.expectPlace();
}

export async function readAnswer({ page, keys }: Walker): Promise<void> {
  const { exposed, atMost, accesses, principals } = ANSWER;
  const answer = page.getByRole("region", { name: "The exposure answer" });
  await expect(answer).toContainText(`certain ${exposed} · possible up to ${atMost}`);
  await expect(answer).toContainText(`${accesses} by ${principals}`);
  await expect(page.getByText(UNCLEARED)).toBeVisible();
  const classes = page.getByRole("group", { name: "Class of access" });
  await keys.select(classes, "Cleared 1");
  await expect(page.getByText(CLEARED)).toBeVisible();
  await expect(page.getByText(UNCLEARED)).toBeHidden();
  await keys.select(classes, "Uncleared 1");
}

export async function openNumberEventAndBytes(walker: Walker): Promise<void> {
  const { page, keys, dialog } = walker;
  const figure = page.getByRole("row", { name: new RegExp(UNCLEARED) }).getByRole("link", { name: "1 event" });
  await keys.press(figure);
  const event = walker.inDialog(/^Bytes of event/);
  await keys.press(event);
  const bytes = dialog.getByRole("region", { name: /^Original bytes of event/ });
  await expect(bytes).toBeFocused();
  await expect(bytes).toContainText(`${UNCLEARED_LOGIN},GET,read`);
  await keys.press(walker.inDialog("Close the bytes"));
  await expect(event).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(figure).toBeFocused();
}
