import { DEMO_PASSWORD } from "@/lib/access/demo-accounts";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

test("a link leads to the sign-in and, with one press of a demo role, to its page", async ({ page }) => {
  await page.goto("/incidents?q=agent");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expectAccessible(page);
  await page.getByRole("button", { name: /Head of product/ }).click();
  await expect(page).toHaveURL(/\/incidents\?q=agent$/);
});

test("a wrong password is refused in a sentence that does not say what was wrong", async ({ page, problems }) => {
  problems.allow(/401/);
  await page.goto("/sign-in?next=//elsewhere.example");
  await page.getByLabel("E-mail address").fill("viewer@northwind.example");
  await page.getByLabel("Password").fill("not the password of it");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "wrong" })).toContainText(
    "The e-mail address or the password is wrong.",
  );
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  // The address to go to must lie in this app.
  await page.waitForURL("/");
  await expect(page.getByRole("heading", { level: 1, name: "Now" })).toBeVisible();

  await page.getByRole("button", { name: /Account and appearance/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("/sign-in");
  await page.goto("/incidents");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an API token is shown once, works at once, and not after it is revoked", async ({ browserOf, request }) => {
  const page = await browserOf("responder");
  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "Create a token" }).click();
  const name = `uploader ${Date.now().toString(36)}`;
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const token = (await page.getByRole("dialog").locator("code").textContent()) ?? "";
  expect(token).toMatch(/^fb_/);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText(token)).toHaveCount(0);

  const ask = () => request.get("/api/v1/incidents", { headers: { Authorization: `Bearer ${token}` } });
  expect((await ask()).status()).toBe(200);
  await page
    .getByRole("row", { name: new RegExp(name) })
    .getByRole("button", { name: "Revoke" })
    .click();
  await page.getByRole("button", { name: "Revoke the token" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("revoked");
  expect((await ask()).status()).toBe(401);
});
