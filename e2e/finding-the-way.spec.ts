import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

test("the palette finds an incident by its words, opens it, and acts", async ({ browserOf }) => {
  const page = await browserOf("commander");
  await page.goto("/settings");
  await awake(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or act" });
  await palette.getByRole("combobox").fill("forum");
  await expect(palette.getByRole("option").first()).toContainText("INC-");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/incidents\/INC-\d+$/);
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("hand over a role");
  await expect(palette.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Roles and handover" })).toBeVisible();
});

test("keys lead to places and over lists, and can be switched off", async ({ browserOf }) => {
  const page = await browserOf("commander");
  await page.goto("/");
  await awake(page);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.waitForURL("/incidents");
  await page.getByRole("link", { name: /INC-/ }).first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(page.locator("[data-list-item]:visible").first()).toBeFocused();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toContainText("Declare an incident");
  await expectAccessible(page);
  await sheet.getByRole("switch", { name: /Single keys/ }).click();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("c");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search or act" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Declare an incident" })).toBeHidden();
});

test("the zone of the times is one's own choice, stands in the address, and UTC is on each time's card", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  await page.goto("/incidents");
  await awake(page);
  await page.getByRole("button", { name: /Times are shown in UTC/ }).click();
  await page.getByRole("menuitemradio", { name: "My zone, Europe/Berlin" }).click();
  await expect(page).toHaveURL(/tz=mine/);
  await expect(page.getByRole("button", { name: /Times are shown in (CET|GMT\+1|CEST|GMT\+2)/ })).toBeVisible();
  await page.locator("main time:visible").first().hover();
  const card = page.getByRole("dialog", { name: "This time in other zones" });
  await expect(card).toContainText("UTC");
  await expect(card).toContainText("Epoch, ms");
});
