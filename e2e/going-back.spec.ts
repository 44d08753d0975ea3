import type { Page } from "@playwright/test";
import { awake } from "./support/awake";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

async function anIncidentWithLogs(page: Page): Promise<string> {
  const made = await page.request.post("/api/v1/incidents", { data: { title: "To walk in" }, headers: SAME_SITE });
  const { ref } = await made.json();
  const lines = Array.from({ length: 20 }, (_, i) =>
    JSON.stringify({
      eventVersion: "1.08",
      userIdentity: { type: "IAMUser", userName: "kim", arn: "arn:aws:iam::1:user/kim" },
      eventTime: `2026-03-11T14:${String(i).padStart(2, "0")}:00Z`,
      eventSource: "s3.amazonaws.com",
      eventName: i < 4 ? "PutObject" : "GetObject",
      requestParameters: { bucketName: "vault", key: `file-${i}.txt` },
      eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    }),
  ).join("\n");
  await page.request.post(`/api/v1/incidents/${ref}/evidence?filename=trail.json`, { data: lines, headers: SAME_SITE });
  return ref;
}

test("Back closes the open event, then takes the filter off, then leaves", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const ref = await anIncidentWithLogs(page);
  await page.goto(`/incidents/${ref}`);
  await page.goto(`/incidents/${ref}/evidence`);
  const events = page.getByRole("region", { name: "Events" });
  await expect(events.getByText("20 events")).toBeVisible();
  await events.getByRole("button", { name: /^s3\.amazonaws\.com:PutObject/ }).click();
  await expect(events.getByText("4 events")).toBeVisible();
  await events.getByRole("row").nth(1).getByRole("button").first().click();
  await expect(page.getByRole("dialog", { name: /^Event/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(events.getByText("4 events")).toBeVisible();
  await page.goBack();
  await expect(events.getByText("20 events")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/incidents/${ref}$`));
});

test("an event that is closed by its button is not there again on Back", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const ref = await anIncidentWithLogs(page);
  await page.goto(`/incidents/${ref}`);
  await page.goto(`/incidents/${ref}/evidence`);
  const events = page.getByRole("region", { name: "Events" });
  await events.getByRole("row").nth(1).getByRole("button").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/incidents/${ref}$`));
});

test("Back closes the declare dialog over the page it was opened on, and keeps what was typed", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  await page.goto("/tasks");
  await awake(page);
  await page
    .getByRole("link", { name: /^Incidents/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/incidents$/);
  await page.keyboard.press("c");
  // At once: the dialog's code is on its way, and fingers don't wait.
  await page.keyboard.type("Agent mailed a list");
  await expect(page.getByLabel("What is happening?")).toHaveValue("Agent mailed a list");
  await page.getByLabel("When did it start?").fill("2026-03-11 14:05 UTC");
  // The page stays, so there is no navigation to wait for.
  void page.goBack({ timeout: 3000 }).catch(() => null);
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(/\/incidents$/);
  await page.keyboard.press("c");
  await expect(page.getByLabel("What is happening?")).toHaveValue("Agent mailed a list");
  await expect(page.getByLabel("When did it start?")).toHaveValue("2026-03-11 14:05 UTC");
  await page.getByRole("button", { name: "Start anew" }).click();
  await expect(page.getByLabel("When did it start?")).toHaveValue("");
});
