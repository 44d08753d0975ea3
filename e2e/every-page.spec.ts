import { expectAccessible } from "./support/axe";
import { everyPage } from "./support/pages";
import { expect, test } from "./support/test";

const PHONE = { width: 390, height: 844 };

for (const path of everyPage()) {
  test(`${path} is accessible in both themes, fits a phone, and says nothing in the console`, async ({ browserOf }) => {
    const page = await browserOf("admin");
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("main")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    // Drawings measure their frame again after a turn of the phone.
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(overflow, "wider than the phone by pixels").toBeLessThanOrEqual(0);
  });
}
