import { expect, type Page } from "@playwright/test";

/** Waits until the page hears keys and changes: it says that it is live once its scripts run. */
export async function awake(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "live" })).toBeVisible();
}
