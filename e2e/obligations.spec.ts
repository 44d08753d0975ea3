import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };

test("clocks start on a named time, one is decided and handed in by keyboard, and the room says what runs out next", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const api = page.request;
  const title = `Obligations ${Date.now() % 1_000_000}`;
  const declared = await api.post("/api/v1/incidents", { data: { title }, headers });
  const { ref } = await declared.json();

  const other = await browserOf("viewer");
  await other.goto(`/incidents/${ref}`);
  await awake(other);
  const strip = other.getByRole("region", { name: "The five answers" });
  await page.goto(`/incidents/${ref}/obligations`);
  await awake(page);
  await expect(strip).toContainText("nothing decided yet");
  const notification = page.getByRole("article", { name: "GDPR, Art. 33 notification", exact: true });
  await expect(notification).toContainText("starts when “aware” is recorded");
  await expect(page.getByText("Not legal advice")).toBeVisible();

  const at = new Date(Date.now() - 3_600_000).toISOString();
  expect(
    (await api.post(`/api/v1/incidents/${ref}/named-times`, { data: { name: "aware", at }, headers })).status(),
  ).toBe(201);
  await expect(notification).toContainText("left");
  await expect(notification).toContainText("if it applies");
  await expectAccessible(page);

  const keys = new Keyboard(page);
  await keys.press(page.getByRole("button", { name: "Decide GDPR, Art. 33 notification" }));
  const dialog = page.getByRole("dialog");
  await keys.press(dialog.getByRole("button", { name: "Sign", exact: true }));
  await expect(dialog.getByText("Say why; the record keeps the reason.")).toBeVisible();
  await keys.write(dialog.getByRole("textbox", { name: /^Reason/ }), "Personal data of people in the EU was open.");
  await expectAccessible(page);
  await keys.press(dialog.getByRole("button", { name: "Sign", exact: true }));
  await expect(notification).toContainText("Applies: Personal data of people in the EU was open.");

  await keys.press(page.getByRole("button", { name: "Record a submission of GDPR, Art. 33 notification" }));
  await keys.write(dialog.getByRole("textbox", { name: /^Receipt/ }), "SA-2026-1");
  await keys.press(dialog.getByRole("button", { name: "Record the submission" }));
  await expect(notification).toContainText("submitted in time");
  await expect(notification).toContainText("SA-2026-1");
  await expect(strip).toContainText("India CERT-In, if it applies");

  await page.setViewportSize({ width: 390, height: 844 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Clocks that run out next" })).toBeVisible();
});

test("somebody who may only read sees the clocks and is offered no decision", async ({ browserOf }) => {
  const page = await browserOf("viewer");
  await page.goto("/incidents/INC-1/obligations");
  await awake(page);
  await expect(page.getByRole("article", { name: "Singapore PDPA, Notification" })).toContainText("s 26B(4)");
  await expect(page.getByRole("button", { name: /^Decide/ })).toHaveCount(0);
  await expectAccessible(page);
});

test("the notice that a rule asks for is drafted from the record, and the clocks have a secret calendar address", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  await page.goto("/incidents/INC-1/obligations");
  await page.getByRole("button", { name: "Draft the notice of GDPR, Art. 33 notification" }).first().press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Draft of the notice: GDPR/ });
  await expect(dialog.getByText(/^Data was exposed from 2026-03-11 15:06:20 UTC/)).toBeVisible();
  await expect(dialog.getByText("No record holds this: write it.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Copy as Markdown" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.goto("/settings");
  await page.getByRole("button", { name: "Make a secret address" }).press("Enter");
  const address = await page.getByText(/\/obligations\/calendar\/fb_/).textContent();
  const read = await page.request.get(new URL(address ?? "").pathname);
  expect([read.status(), read.headers()["content-type"]]).toEqual([200, "text/calendar; charset=utf-8"]);
  await expectAccessible(page);
});
