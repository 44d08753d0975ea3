import { expect } from "../test";
import { ASSET } from "./material";
import type { Walker } from "./walker";

export async function assessSeverity(walker: Walker): Promise<void> {
  const { page, keys } = walker;
  await page.keyboard.press("s");
  await page.waitForURL(/\/severity$/);
  await keys.mark(page.getByRole("group", { name: /Data sensitivity/ }), /Restricted company data/);
  await keys.mark(page.getByRole("group", { name: /Audience/ }), /Insiders without clearance/);
  await keys.choose(page.getByLabel("Override"), "SEV2");
  await keys.press(walker.button("Record as SEV2"));
  await expect(page.getByText("Say why you override the rubric.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await page.keyboard.type("Two files only, and everybody who read them is known by name.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("link", { name: /^Severity SEV2/ })).toBeVisible();
  await keys.expectPlace();
}

export async function writeAndCorrect({ page, keys, dialog }: Walker): Promise<void> {
  await keys.press(page.getByRole("link", { name: /^Timeline/ }));
  await expect(page.getByRole("button", { name: /^What happened\?|now/ }).first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByLabel("What happened")).toBeFocused();
  await page.keyboard.type("Mika says that the link came from the agent.");
  await keys.write(page.getByLabel("When"), "yesterday 14:05");
  await page.keyboard.press("Enter");
  const entry = page.getByRole("article").filter({ hasText: "Mika says that the link" });
  await expect(entry).toContainText("14:05");
  await keys.expectPlace();
  await keys.to(entry);
  await page.keyboard.press("e");
  await expect(dialog.getByLabel("What happened")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Mika says that the link came from a colleague.");
  await keys.write(dialog.getByLabel("Why"), "Asked again");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const corrected = page.getByRole("article").filter({ hasText: "from a colleague" });
  await expect(corrected).toContainText("from the agent");
  await expect(corrected).toBeFocused();
}

export async function listData({ page, keys }: Walker): Promise<void> {
  await page.keyboard.press("3");
  await page.waitForURL(/\/data$/);
  await expect(page.getByText("No data is listed yet.")).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.type("Names and salaries");
  await keys.choose(page.getByLabel("Category"), "Financial data");
  await keys.choose(page.getByLabel("Asset"), ASSET);
  await keys.write(page.getByLabel("People"), "400-600");
  await page.keyboard.press("Enter");
  const item = page.getByRole("row", { name: /Names and salaries/ });
  const answer = (text: RegExp) => item.getByRole("button", { name: text });
  await expect(item).toContainText("~400–600");
  await expect(answer(/^Exposed: yes. From the evidence/)).toBeVisible();
  await expect(answer(/^Accessed: yes. From the evidence/)).toBeVisible();
  await keys.press(answer(/^Exfiltrated: /));
  await keys.select(page.getByRole("group", { name: "Answer" }), "No");
  await keys.write(
    page.getByRole("textbox", { name: "Reason" }),
    "Both readers are employees and deleted their copies.",
  );
  await page.keyboard.press("Control+Enter");
  await expect(answer(/^Exfiltrated: no. Incident commander/)).toBeFocused();
  await expect(answer(/^Misused: unknown. Nobody has answered/)).toBeVisible();
}
