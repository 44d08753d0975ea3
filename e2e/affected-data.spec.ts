import { readFileSync } from "node:fs";
import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

test("recipients of the story follow from its logs, lead to their accesses, and take what people know of them", async ({
  browserOf,
  problems,
}) => {
  problems.allow(/422/);
  const page = await browserOf("responder");
  await page.goto("/incidents/INC-1/data");
  const recipients = page.getByRole("region", { name: "Recipients" }).first();
  await expect(recipients.getByText("14 identified")).toBeVisible();
  await expect(recipients.getByText("That may not be everybody.")).toBeVisible();
  await awake(page);
  await expectAccessible(page);

  const first = recipients.getByRole("row").nth(1);
  await first.getByRole("checkbox").click();
  await recipients.getByRole("button", { name: "State about 1…" }).click();
  const dialog = page.getByRole("dialog", { name: /^State about/ });
  await dialog.getByRole("button", { name: "State", exact: true }).click();
  await expect(dialog.getByText("Say what this rests on.")).toBeVisible();
  await dialog.getByRole("button", { name: "Deletion attested" }).click();
  await dialog.getByLabel("What does this rest on?").fill("Signed form in the case file");
  await dialog.getByRole("button", { name: "State", exact: true }).click();
  await expect(dialog.getByText(/^Cite the attestation/)).toBeVisible();
  await dialog.getByLabel("Evidence").fill("https://cases.northwind.example/7");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "State", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await first.getByRole("button", { name: /^Deletion attested/ }).click();
  await expect(
    page.getByRole("dialog", { name: /^Stated about/ }).getByText("Signed form in the case file"),
  ).toBeVisible();
  await page.keyboard.press("Escape");

  await first.getByRole("link").click();
  await expect(page).toHaveURL(/\/exposure\?class=uncleared&who=p/);
});

test("an item takes what a notification asks for, and the files say it", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const made = await page.request.post("/api/v1/incidents", { data: { title: "Data to list" }, headers: SAME_SITE });
  const { ref } = await made.json();
  await page.goto(`/incidents/${ref}/data`);
  await expect(page.getByText("No data is listed yet.")).toBeVisible();
  await awake(page);
  await page.getByLabel("Data", { exact: true }).fill("Tickets to support");
  await page.getByLabel("Category", { exact: true }).click();
  await page.getByRole("option", { name: "Communications" }).click();
  await page.getByLabel("People", { exact: true }).fill("40-90");
  await page.getByRole("button", { name: "Add", exact: false }).last().click();

  await page.getByRole("button", { name: /^Tickets to support, edit what it is/ }).click();
  await page.locator("summary", { hasText: "Special categories (GDPR" }).click();
  await page.getByRole("checkbox", { name: "health" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("cell").getByText("health", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: /^Protection and jurisdictions of/ }).click();
  await page.getByRole("textbox", { name: "Jurisdictions" }).fill("DE, FR");
  await page.getByRole("textbox", { name: "People in DE" }).fill("12");
  await page.getByRole("textbox", { name: "How it was protected" }).fill("AES-256, key beside it");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("DE 12, FR")).toBeVisible();

  await page.locator("summary", { hasText: "By subjects, categories and jurisdictions" }).click();
  await expect(page.getByRole("region", { name: "By jurisdiction" }).getByRole("cell", { name: "12" })).toBeVisible();
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("a", { hasText: "Facts for a notification, Markdown" }).click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  expect(text).toContain("In DE: 12.");
  expect(text).toContain("Special categories (GDPR Articles 9 and 10): health.");
  expect(text).toContain("When it happened: no exposure window is recorded.");
});

test("the privacy gauge takes over what the evidence suggests, at its highest", async ({ browserOf }) => {
  const page = await browserOf("responder");
  await page.goto("/incidents/INC-1/severity");
  await awake(page);
  await page.getByText("Privacy gauge (ENISA)").click();
  await expect(page.getByText(/^The evidence suggests/)).toBeVisible();
  await expect(page.getByText(/recipients are known by name; the logs are silent/)).toBeVisible();
  await page.getByRole("button", { name: "Use the highest" }).click();
  const lost = page.getByRole("group", { name: "Confidentiality lost" });
  await expect(lost.getByRole("button", { name: "to unknown ones" })).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);
});
