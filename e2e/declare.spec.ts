import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

test("a commander declares from any page with one key, two fields and Enter, and is in the room", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  await page.goto("/assets");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("c");
  const title = `Agent posted a customer list ${Date.now()}`;
  await page.getByLabel("What is happening?").fill(title);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/incidents\/INC-\d+/);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("Is data exposed now?")).toBeVisible();
  const found = await page.request.get(`/api/v1/incidents?q=${encodeURIComponent(title)}`);
  const { data } = await found.json();
  expect(data, "double Enter makes one incident").toHaveLength(1);
  expect(data[0]).toMatchObject({ severity: null, phase: "active", commander: "Incident commander" });
  await expectAccessible(page);
});

test("a draft survives a closed tab", async ({ browserOf }) => {
  const page = await browserOf("commander");
  await page.goto("/incidents");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("c");
  await page.getByLabel("What is happening?").fill("Half a thought");
  await expect(async () => {
    const other = await page.context().newPage();
    await other.goto("/incidents/new");
    await expect(other.getByLabel("What is happening?")).toHaveValue("Half a thought", { timeout: 2000 });
    await other.close();
  }).toPass();
});

test("a restricted incident is not there for anybody but its members", async ({ browserOf }) => {
  const commander = await browserOf("commander");
  const made = await commander.request.post("/api/v1/incidents", {
    data: { title: "Pay bands in an answer", visibility: "restricted" },
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  const { ref } = await made.json();
  const responder = await browserOf("responder");
  expect((await responder.request.get(`/api/v1/incidents/${ref}`)).status()).toBe(404);
  const list = await responder.request.get("/api/v1/incidents?limit=200");
  expect(await list.text()).not.toContain("Pay bands in an answer");
  expect((await responder.request.get(`/incidents/${ref}`)).status()).toBe(404);
  await commander.goto(`/incidents/${ref}`);
  await expect(commander.getByText(/Restricted/).first()).toBeVisible();
});
