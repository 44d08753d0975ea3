import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

async function anIncidentWithLogs(page: Page): Promise<string> {
  const made = await page.request.post("/api/v1/incidents", {
    data: { title: "Events to look at" },
    headers: SAME_SITE,
  });
  const { ref } = await made.json();
  const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify(cloudTrail(i))).join("\n");
  await page.request.post(`/api/v1/incidents/${ref}/evidence?filename=trail.json`, { data: lines, headers: SAME_SITE });
  return ref;
}

function cloudTrail(i: number) {
  return {
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: `user-${i % 3}`, arn: `arn:aws:iam::1:user/user-${i % 3}` },
    eventTime: `2026-03-11T1${Math.floor(i / 20)}:${String(i % 20).padStart(2, "0")}:00Z`,
    eventSource: "s3.amazonaws.com",
    eventName: i % 10 === 0 ? "PutObject" : "GetObject",
    sourceIPAddress: "192.0.2.7",
    requestParameters: { bucketName: "vault", key: `file-${i}.txt`, note: i === 33 ? "left-by-the-agent" : "plain" },
    eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
  };
}

test("counts narrow the events, picked ones become entries, and a view is saved for the others", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const ref = await anIncidentWithLogs(page);
  await page.goto(`/incidents/${ref}/evidence`);
  const events = page.getByRole("region", { name: "Events" });
  await expect(events.getByText("60 events")).toBeVisible();

  await events.getByRole("button", { name: /^s3\.amazonaws\.com:PutObject/ }).click();
  await expect(events.getByText("6 events")).toBeVisible();
  await expect(page).toHaveURL(/action=s3/);

  await events.getByRole("checkbox").nth(0).click();
  await events.getByRole("checkbox").nth(1).click();
  await events.getByRole("button", { name: "Add 2 to the timeline" }).click();
  await expect(page.getByText("2 entries added to the timeline.")).toBeVisible();
  const timeline = await (await page.request.get(`/api/v1/incidents/${ref}/timeline?kinds=evidence_note`)).json();
  expect(timeline.data.map((entry: { evidenceEventIds: string[] }) => entry.evidenceEventIds.length)).toEqual([1, 1]);

  await events.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Save what you see as").fill("Writes");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Writes/ })).toBeVisible();

  const other = await browserOf("commander");
  await other.goto(`/incidents/${ref}/evidence`);
  await other.getByRole("button", { name: "Views" }).click();
  await other.getByRole("button", { name: /^Writes/ }).click();
  await expect(other.getByText("6 events")).toBeVisible();
});

test("a stretch of the histogram is chosen with the keyboard, and the original bytes are searched", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const ref = await anIncidentWithLogs(page);
  await page.goto(`/incidents/${ref}/evidence`);
  const events = page.getByRole("region", { name: "Events" });
  await expect(events.getByText("60 events")).toBeVisible();
  await expectAccessible(page);

  const histogram = page.getByRole("slider", { name: /Events over time/ });
  await histogram.focus();
  await page.keyboard.press("Home");
  await expect(histogram).toHaveAttribute("aria-valuetext", /2026-03-11 10:00 .*: \d+ events/);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=2026-03-11T10/);
  await expect(events.getByText("60 events")).toBeHidden();

  await events.getByRole("button", { name: "Search the bytes" }).click();
  await page.getByLabel(/^Text, three/).fill("left-by-the-agent");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^event \d+-34$/ }).click();
  await expect(page).toHaveURL(/event=\d+-34/);

  // The event's panel lies over the list, once the search has made way for it.
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(page.getByRole("dialog", { name: /^Event / })).toContainText("s3.amazonaws.com");
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/event=/);

  const download = page.waitForEvent("download");
  await events.getByRole("link", { name: "CSV" }).click();
  const csv = readFileSync(await (await download).path(), "utf8");
  expect(csv).toContain(`# incident,${ref}`);
});

test("a program sends lines to a live source, which is seen at work and ended", async ({ browserOf, request }) => {
  const page = await browserOf("responder");
  const made = await page.request.post("/api/v1/incidents", { data: { title: "Live lines" }, headers: SAME_SITE });
  const { ref } = await made.json();
  await page.goto(`/incidents/${ref}/evidence`);
  await page.getByRole("button", { name: "Connect a live source" }).click();
  await page.getByLabel("Name", { exact: true }).fill("forum agent");
  await page.keyboard.press("Enter");
  const token = /fbi_\S+/.exec((await page.getByRole("region", { name: "Token" }).textContent()) ?? "")?.[0];
  await page.getByRole("button", { name: "Done" }).click();

  const send = () =>
    request.post("/v1/events", {
      data: `${JSON.stringify(cloudTrail(1))}\n${JSON.stringify(cloudTrail(2))}`,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/x-ndjson" },
    });
  expect(await (await send()).json()).toMatchObject({ events: 2, rejected: 0 });
  const card = page.getByRole("article", { name: "forum agent" });
  await expect(card.getByText("2 records")).toBeVisible();

  await card.getByRole("button", { name: /End this source/ }).click();
  await page.getByRole("button", { name: "End this source", exact: true }).click();
  await expect(card.getByText(/^Ended/)).toBeVisible();
  expect((await send()).status()).toBe(403);
});
