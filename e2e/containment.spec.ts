import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };

test("an agent is named, stopped by keyboard with what was preserved, checked by another person, and no longer holds", async ({
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
  const request = page.getByRole("form", { name: "Request a containment action" });
  await keys.press(request.getByRole("button", { name: /^Request/ }));
  await expect(request.getByText("Say to which AI system it is done.")).toBeVisible();
  await keys.find(page.getByRole("combobox", { name: "Which AI system?" }), agent);
  await keys.press(page.getByRole("button", { name: "Name it" }));
  await expect(page.getByText(`${agent} is not stopped`)).toBeVisible();
  await expect(strip).toContainText("Not stopped");

  await expect(request).toContainText("Needs no approval");
  await keys.press(request.getByRole("button", { name: /^Request/ }));
  await expect(page.getByText(`Stop ${agent}`, { exact: true })).toBeVisible();
  await expect(page.getByText("Preserve before you change")).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole("button", { name: "Carry it out…" }));
  const dialog = page.getByRole("dialog");
  await keys.press(dialog.getByRole("button", { name: "Carry it out", exact: true }));
  await expect(dialog.getByText("Say how it is carried out.")).toBeVisible();
  await expect(dialog.getByText("Say whether anything was preserved before.")).toBeVisible();
  await keys.select(dialog.getByRole("group", { name: "How is it carried out?" }), "It has been done by hand");
  await keys.select(
    dialog.getByRole("group", { name: "Preserved before it is changed?" }),
    "Not preserved: the harm goes on",
  );
  await expectAccessible(page);
  await keys.write(
    dialog.getByRole("textbox", { name: /^What is lost with it/ }),
    "Its memory: it mails every minute.",
  );
  await keys.press(dialog.getByRole("button", { name: "Record it as done" }));
  await expect(page.getByText(`The stop of ${agent} is not verified yet`)).toBeVisible();
  await expect(strip).toContainText("Not verified yet");

  await keys.press(page.getByRole("button", { name: "Check that it holds…" }));
  await expect(dialog.getByText("your own look does not verify it")).toBeVisible();
  await keys.select(dialog.getByRole("group", { name: "Does it hold?" }), "Yes, it holds");
  await keys.write(dialog.getByRole("textbox", { name: /^What you tried/ }), "Its process list is empty");
  await keys.press(dialog.getByRole("button", { name: "Record", exact: true }));
  await expect(dialog.getByText("Cite an event of the logs, or have somebody else check.")).toBeVisible();
  await page.keyboard.press("Escape");

  const colleague = await browserOf("responder");
  await colleague.goto(`/incidents/${ref}/containment`);
  await awake(colleague);
  const theirs = new Keyboard(colleague);
  const box = colleague.getByRole("dialog");
  await theirs.press(colleague.getByRole("button", { name: "Check that it holds…" }));
  await theirs.press(box.getByRole("button", { name: "Record", exact: true }));
  await expect(box.getByText("Say what you tried and what you saw.")).toBeVisible();
  await theirs.select(box.getByRole("group", { name: "Does it hold?" }), "Yes, it holds");
  await theirs.write(box.getByRole("textbox", { name: /^What you tried/ }), "Its process list is empty");
  await theirs.press(box.getByRole("button", { name: "Record", exact: true }));
  await expect(page.getByText(`${agent} is stopped, verified`)).toBeVisible();
  await expect(page.getByText("verified by a look of Responding engineer").first()).toBeVisible();
  await expect(strip).toContainText("Stopped, verified");
  await expect(other.locator("main")).toContainText(`“Stop ${agent}” carried out`);

  await keys.press(page.getByRole("button", { name: "It no longer holds…" }));
  await keys.write(dialog.getByRole("textbox", { name: "What you saw" }), "It mailed a customer again");
  await keys.press(dialog.getByRole("button", { name: "It no longer holds" }));
  await expect(page.getByText(`The stop of ${agent} does not hold`)).toBeVisible();
  await expect(strip).toContainText("Not stopped");
  await page.setViewportSize({ width: 390, height: 844 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

test("an AI system that nobody has registered is registered from the request, which goes on with it", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const stamp = Date.now() % 1_000_000;
  const data = { title: `Unknown agent ${stamp}` };
  const { ref } = await (await page.request.post("/api/v1/incidents", { data, headers })).json();
  await page.goto(`/incidents/${ref}/containment`);
  await awake(page);
  const request = page.getByRole("form", { name: "Request a containment action" });
  await request.getByRole("combobox", { name: "Which AI system" }).click();
  await page.getByRole("option", { name: "Register a new one…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(`found agent ${stamp}`);
  await dialog.getByRole("button", { name: "Register" }).click();
  await expect(page.getByText(`found agent ${stamp} is not stopped`)).toBeVisible();
  await expect(request.getByRole("combobox", { name: "Which AI system" })).toContainText(`found agent ${stamp}`);
  await request.getByRole("button", { name: /^Request/ }).click();
  await expect(page.getByText(`Stop found agent ${stamp}`, { exact: true })).toBeVisible();
});

test("where the policy asks for a second person, whoever asked is told to wait, and another agrees", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const { ref } = await (
    await page.request.post("/api/v1/incidents", { data: { title: `Two people ${Date.now() % 1_000_000}` }, headers })
  ).json();
  const stamp = Date.now() % 1_000_000;
  const made = await page.request.post("/api/v1/ai-systems", { data: { name: `two people ${stamp}` }, headers });
  const body = { kind: "purge_memory", title: "Clear its memory", aiSystem: (await made.json()).id };
  await page.request.post(`/api/v1/incidents/${ref}/containment`, { data: body, headers });
  await page.goto(`/incidents/${ref}/containment`);
  await expect(page.getByText("waits for approval")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve…" })).toHaveCount(0);
  const other = await browserOf("responder");
  await other.goto(`/incidents/${ref}/containment`);
  await other.getByRole("button", { name: "Approve…" }).click();
  await other.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(other.getByRole("button", { name: "Carry it out…" })).toBeVisible();
  await expect(page.getByText("ready", { exact: true })).toBeVisible();
});
