import { expect, test } from "./support/test";

test("what one person writes is on another's screen within a second, without a reload", async ({ browserOf }) => {
  const [commander, responder] = [await browserOf("commander"), await browserOf("responder")];
  const made = await commander.request.post("/api/v1/incidents", {
    data: { title: "Two people in one room" },
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  const { ref } = await made.json();
  for (const page of [commander, responder]) {
    await page.goto(`/incidents/${ref}`);
    await expect(page.getByText("live", { exact: true })).toBeVisible();
  }
  await responder.keyboard.press("n");
  await responder.getByRole("textbox", { name: /happened/i }).fill("The agent's token is revoked.");
  await responder.keyboard.press("Control+Enter");
  await expect(responder.getByText("The agent's token is revoked.")).toBeVisible();
  // Generous against a busy machine; the figure itself is measured by the bench.
  await expect(commander.getByText("The agent's token is revoked.")).toBeVisible({ timeout: 3000 });
});

test("what changes between a page's reading and its first live word is on it nevertheless", async ({ browserOf }) => {
  const [reader, writer] = [await browserOf("responder"), await browserOf("commander")];
  const headers = { "Sec-Fetch-Site": "same-origin" };
  const made = await writer.request.post("/api/v1/incidents", { data: { title: "A slow line" }, headers });
  const { ref } = await made.json();
  let connect = () => {};
  const held = new Promise<void>((resolve) => {
    connect = resolve;
  });
  await reader.route(/\/api\/v1\/live/, async (route) => {
    await held;
    await route.continue();
  });
  await reader.goto(`/incidents/${ref}`);
  const entry = await writer.request.post(`/api/v1/incidents/${ref}/timeline`, {
    data: { body: "Said before anybody listened." },
    headers,
  });
  expect(entry.ok(), await entry.text()).toBe(true);
  connect();
  await expect(reader.getByText("Said before anybody listened.")).toBeVisible();
});

test("a part of a page that does not arrive over a broken line is said, and loading anew brings it", async ({
  browserOf,
  problems,
}) => {
  problems.allow(/_next\/static|ERR_/);
  const page = await browserOf("commander");
  await page.goto("/incidents/INC-1");
  await page.route("**/_next/static/**", (route) => route.abort());
  await page.locator("time[data-instant]").first().hover();
  await page.getByRole("button", { name: "Open to everybody here" }).hover();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("button", { name: /^Phase/ }).click();
  await expect(page.getByText("A part of this page did not arrive.")).toBeVisible();
  await page.unroute("**/_next/static/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
