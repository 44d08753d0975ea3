import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };

test("an agent is named, stopped by keyboard with what was preserved, looked at, and the room says so to the other browser", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const stamp = Date.now() % 1_000_000;
  const agent = `contained agent ${stamp}`;
  const api = page.request;
  expect((await api.post("/api/v1/ai-systems", { data: { name: agent }, headers })).status()).toBe(201);
  const declared = await api.post("/api/v1/incidents", { data: { title: `Containment ${stamp}` }, headers });
  const { ref } = await declared.json();
  const other = await browserOf("viewer");
  await other.goto(`/incidents/${ref}`);
  await awake(other);
  const strip = other.getByRole("region", { name: "The five answers" });
  await expect(strip).toContainText("no AI system is named");

  await page.goto(`/incidents/${ref}/containment`);
  await awake(page);
  const keys = new Keyboard(page);
  await keys.find(page.getByRole("combobox", { name: "Which AI system?" }), agent);
  await keys.press(page.getByRole("button", { name: "Name it" }));
  await expect(page.getByText(`${agent} is not stopped`)).toBeVisible();
  await expect(strip).toContainText("Not stopped");

  await keys.press(page.getByRole("button", { name: /^Ask for it/ }));
  await expect(page.getByText(`Stop ${agent}`, { exact: true })).toBeVisible();
  await expect(page.getByText("Preserve before you change")).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole("button", { name: "Carry out…" }));
  const dialog = page.getByRole("dialog");
  await keys.select(
    dialog.getByRole("group", { name: "Preserved before it is changed?" }),
    "Not preserved: the harm goes on",
  );
  await keys.press(dialog.getByRole("button", { name: "It is done", exact: true }).last());
  await expect(page.getByText(`${agent} is stopped, not verified`)).toBeVisible();
  await expect(strip).toContainText("Stopped, not verified");

  await keys.press(page.getByRole("button", { name: "Record a look…" }));
  await keys.press(dialog.getByRole("button", { name: "Record", exact: true }));
  await expect(dialog.getByText("Say what you tried and what you saw.")).toBeVisible();
  await keys.write(dialog.getByRole("textbox", { name: /^What you tried/ }), "Its process list is empty");
  await keys.press(dialog.getByRole("button", { name: "Record", exact: true }));
  await expect(page.getByText(`${agent} is stopped, verified`)).toBeVisible();
  await expect(strip).toContainText("Stopped, verified");
  await page.setViewportSize({ width: 390, height: 844 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

test("where the policy asks for a second person, whoever asked is told to wait, and another agrees", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const { ref } = await (
    await page.request.post("/api/v1/incidents", { data: { title: `Two people ${Date.now() % 1_000_000}` }, headers })
  ).json();
  const body = { kind: "purge_memory", title: "Clear its memory" };
  await page.request.post(`/api/v1/incidents/${ref}/containment`, { data: body, headers });
  await page.goto(`/incidents/${ref}/containment`);
  await expect(page.getByText("waits for approval")).toBeVisible();
  await expect(page.getByRole("button", { name: "Agree…" })).toHaveCount(0);
  const other = await browserOf("responder");
  await other.goto(`/incidents/${ref}/containment`);
  await other.getByRole("button", { name: "Agree…" }).click();
  await other.getByRole("button", { name: "Agree", exact: true }).click();
  await expect(other.getByRole("button", { name: "Carry out…" })).toBeVisible();
  await expect(page.getByText("ready", { exact: true })).toBeVisible();
});
