import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };

const name = (what: string) => `${what} ${Date.now() % 1_000_000}`;

test("an AI system is registered by keyboard, gets an identity, a tested stop and an access that somebody else approves", async ({
  browserOf,
}) => {
  const agent = name("e2e agent");
  const page = await browserOf("responder");
  const keys = new Keyboard(page);
  await page.goto("/agents");
  await awake(page);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  await keys.press(dialog.getByRole("button", { name: "Register", exact: true }));
  await expect(dialog.getByText("Give the AI system a name.")).toBeVisible();
  await keys.write(dialog.getByRole("textbox", { name: "Name", exact: true }), agent);
  await keys.write(dialog.getByRole("textbox", { name: /^Owner/ }), "Platform");
  await keys.write(dialog.getByRole("textbox", { name: /^How logs name it/ }), `${agent}-svc`);
  await keys.press(dialog.getByRole("button", { name: "Register", exact: true }));
  await expect(page.getByRole("heading", { level: 1, name: agent })).toBeVisible();
  await expect(page.getByText(`${agent}-svc`).first()).toBeVisible();

  await keys.press(page.getByRole("button", { name: "Record a test" }));
  await keys.write(dialog.getByRole("textbox", { name: /^Seconds/ }), "7");
  await keys.press(dialog.getByRole("button", { name: "Record", exact: true }));
  await expect(page.getByText("Yes, tested")).toBeVisible();

  await keys.press(page.getByRole("button", { name: "Ask for access" }));
  await keys.write(dialog.getByRole("textbox", { name: /^What it needs/ }), "Read the wiki");
  await keys.choose(dialog.getByRole("combobox", { name: "And everything" }), "restricted and below");
  await expect(dialog.getByText(/\d+ assets?/).first()).toBeVisible();
  await keys.select(dialog.getByRole("group", { name: "Would a new intern get this access?" }).last(), "No");
  await keys.write(dialog.getByRole("textbox", { name: /^Why/ }), "An intern reads internal pages only");
  await keys.press(dialog.getByRole("button", { name: "Ask", exact: true }));
  await expect(page.getByText("Somebody else decides: a commander.")).toBeVisible();
  await expectAccessible(page);

  const commander = await browserOf("commander");
  await commander.goto(page.url());
  await commander.getByRole("button", { name: "Decide…" }).click();
  await commander.getByRole("textbox", { name: "Why" }).fill("Read only, for half a year");
  await commander.getByRole("button", { name: "Approve", exact: true }).last().click();
  await expect(commander.getByText("Approved", { exact: true })).toBeVisible();
  await expect(page.getByText("Approved", { exact: true })).toBeVisible();
});

test("a request for permission is answered on a phone within a second of being asked, and the answer is a yes for one time", async ({
  browserOf,
}) => {
  const admin = await browserOf("admin");
  const agent = name("asking agent");
  const made = await admin.request.post("/api/v1/ai-systems", { data: { name: agent }, headers });
  const { id } = await made.json();
  const phone = await browserOf("responder");
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.goto("/");
  await awake(phone);
  const question = { aiSystem: id, requestId: agent, action: `Publish the answer of ${agent}`, timeoutSeconds: 120 };
  const asked = await (await admin.request.post("/api/v1/approvals", { data: question, headers })).json();
  const card = phone.getByRole("listitem").filter({ hasText: question.action });
  await expect(card).toBeVisible({ timeout: 5000 });
  await expectAccessible(phone);
  await card.getByRole("button", { name: "Allow once" }).click();
  await expect(card).toHaveCount(0);
  const answer = await (await admin.request.get(`/api/v1/approvals/${asked.id}?wait=5`)).json();
  expect(answer).toMatchObject({ state: "allowed", allowed: true });
  await phone.goto(`/agents/${id}`);
  await expect(phone.getByText("allowed", { exact: true })).toBeVisible();
});
