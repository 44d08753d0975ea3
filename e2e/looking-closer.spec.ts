import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

function cloudTrail(i: number) {
  return JSON.stringify({
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: `user-${i % 3}`, arn: `arn:aws:iam::1:user/user-${i % 3}` },
    eventTime: `2026-03-11T1${Math.floor(i / 20)}:${String(i % 20).padStart(2, "0")}:00Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    sourceIPAddress: "192.0.2.7",
    requestParameters: { bucketName: "vault", key: `file-${i}.txt`, note: i === 33 ? "left-by-the-agent" : "plain" },
    eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
  });
}

async function openLogs(page: Page, lines: readonly string[]): Promise<string> {
  const data = { title: "Events to look at closely" };
  const made = await page.request.post("/api/v1/incidents", { data, headers: SAME_SITE });
  const { ref } = await made.json();
  const address = `/api/v1/incidents/${ref}/evidence?filename=trail.json`;
  await page.request.post(address, { data: lines.join("\n"), headers: SAME_SITE });
  await page.goto(`/incidents/${ref}/evidence`);
  return ref;
}

test("times are taken as people write them, what is no time says so, and a part of a resource's name is enough", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  await openLogs(
    page,
    Array.from({ length: 60 }, (_, i) => cloudTrail(i)),
  );
  const events = page.getByRole("region", { name: "Events" });
  await expect(events.getByText("60 events")).toBeVisible({ timeout: 60_000 });
  const from = page.getByLabel(/^From, such as/);

  await from.fill("12:05");
  await expect(events.getByText("15 events")).toBeVisible();
  await expect(page).toHaveURL(/from=2026-03-11T12%3A05|from=2026-03-11T12:05/);
  await from.fill("soonish");
  await expect(events.getByText("is not understood as a time")).toBeVisible();
  await from.press("Enter");
  await expect(events.getByText("15 events")).toBeVisible();
  await from.fill("11.03.2026 11:00");
  await from.press("Enter");
  await expect(events.getByText("40 events")).toBeVisible();
  await expectAccessible(page);
  await events.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(from).toHaveValue("");
  await expect(events.getByText("60 events")).toBeVisible();

  await page.getByLabel(/^Resource, or a part/).pressSequentially("FILE-33");
  await expect(events.getByText("1 event", { exact: true })).toBeVisible();
  await page.goBack();
  await expect(events.getByText("60 events")).toBeVisible();
});

test("what no event holds is searched for in the bytes, with the words that are there already", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  await openLogs(
    page,
    Array.from({ length: 40 }, (_, i) => cloudTrail(i)),
  );
  const events = page.getByRole("region", { name: "Events" });
  await expect(events.getByText("40 events")).toBeVisible({ timeout: 60_000 });
  await page.getByLabel(/^Search actors/).fill("left-by-the-agent");
  await expect(events.getByText("No event matches.")).toBeVisible();
  await expectAccessible(page);
  await events.getByRole("button", { name: "Search the bytes for “left-by-the-agent”" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Search the original bytes" });
  await expect(dialog.getByLabel(/^Text, three/)).toHaveValue("left-by-the-agent");
  await dialog.getByRole("button", { name: /^event \d+-34$/ }).click();
  const event = page.getByRole("dialog", { name: /^Event / });
  await expect(event).toContainText("formatted; the exact bytes by Download");
  await expect(event).toContainText("Also called");
});

test("rejected and skipped records are listed by reason with how they begin, and a file of them warns", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const digest = JSON.stringify({ digestStartTime: "2026-03-11T10:00:00Z", digestS3Object: "b", logFiles: [] });
  const lines = [cloudTrail(1), digest, "a line of prose", "another one", '{"broken": 1, "password": "hunter2" oops}'];
  await openLogs(page, lines);
  const card = page.getByRole("article", { name: "trail.json" });
  await expect(card.getByText("mostly rejected")).toBeVisible({ timeout: 60_000 });
  await expect(card.getByText("Most of it could not be read: 3 of 5 records.")).toBeVisible();

  await card.getByRole("button", { name: "3 rejected" }).press("Enter");
  const rejects = page.getByRole("dialog", { name: "Rejected records of trail.json" });
  await expect(rejects.getByRole("cell", { name: "a line of prose" })).toBeVisible();
  await expect(rejects.getByText("hunter2")).toHaveCount(0);
  await expectAccessible(page);
  await rejects.getByRole("button", { name: /^2\s*not JSON/ }).press("Enter");
  await expect(rejects.getByRole("row")).toHaveCount(3);
  await page.keyboard.press("Escape");

  await card.getByRole("button", { name: "1 skipped" }).press("Enter");
  const skipped = page.getByRole("dialog", { name: "Skipped records of trail.json" });
  await expect(skipped.getByText("CloudTrail digest file")).toBeVisible();
  await expectAccessible(page);
});
