import type { Page } from "@playwright/test";
import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

async function anIncident(page: Page): Promise<string> {
  const made = await page.request.post("/api/v1/incidents", {
    data: { title: "Things to write down" },
    headers: SAME_SITE,
  });
  return (await made.json()).ref;
}

const entries = async (page: Page, ref: string) =>
  (await (await page.request.get(`/api/v1/incidents/${ref}/timeline?kinds=note`)).json()).data as {
    body: string;
    occurredAt: string;
  }[];

test("the time before an entry is read with its zone and its date, shown in full, and the line waits for the next", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const ref = await anIncident(page);
  await page.goto(`/incidents/${ref}/timeline`);
  await awake(page);
  await page.keyboard.press("n");
  const text = page.getByLabel("What happened");
  await expect(text).toBeFocused();
  await page.keyboard.type("2023-07-10 13:58 CEST key used");
  await expect(page.getByText("2023-07-10 11:58 UTC")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/Entry \d+ written/)).toBeVisible();
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("");
  // These would be commands anywhere else.
  await page.keyboard.type("10 jul 2023 14:08 cancelled");
  await expect(text).toHaveValue("10 jul 2023 14:08 cancelled");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article").filter({ hasText: "cancelled" })).toBeVisible();
  await expect(text).toHaveValue("");
  await expectAccessible(page);
  expect((await entries(page, ref)).map(({ body, occurredAt }) => [body, occurredAt])).toEqual([
    ["cancelled", "2023-07-10T14:08:00.000000Z"],
    ["key used", "2023-07-10T11:58:00.000000Z"],
  ]);
});

test("a date that reads two ways is asked about, and the choice is what is written", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const ref = await anIncident(page);
  await page.goto(`/incidents/${ref}/timeline`);
  await awake(page);
  await page.keyboard.press("n");
  await page.keyboard.type("3/4/2026 14:05 token revoked");
  await page.getByRole("button", { name: /^day first: 2026-04-03 14:05 UTC/ }).click();
  await expect(page.getByLabel("What happened")).toHaveValue("token revoked");
  await page.getByRole("button", { name: /^Write/ }).click();
  await expect(page.getByRole("article").filter({ hasText: "token revoked" })).toBeVisible();
  expect((await entries(page, ref))[0]?.occurredAt).toBe("2026-04-03T14:05:00.000000Z");
});

test("Ctrl and Enter correct an entry from the reason, and a mended field loses its error", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const ref = await anIncident(page);
  await page.request.post(`/api/v1/incidents/${ref}/timeline`, {
    data: { body: "The key was used.", occurredAt: "2026-03-11T14:05:00Z" },
    headers: SAME_SITE,
  });
  await page.goto(`/incidents/${ref}/timeline`);
  await awake(page);
  const entry = page.getByRole("article").filter({ hasText: "The key was used." });
  await entry.focus();
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("When").fill("2026-03-10 23:59 UTC");
  await expect(dialog.getByText("2026-03-10 23:59 UTC").last()).toBeVisible();
  await dialog.getByLabel("Why").focus();
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByText(/^Say why it is corrected/)).toBeVisible();
  await page.keyboard.type("Read again");
  await expect(dialog.getByText(/^Say why it is corrected/)).toBeHidden();
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(entry).toContainText("2026-03-11 14:05");
});
