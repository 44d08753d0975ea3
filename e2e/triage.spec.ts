import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };

const name = (what: string) => `${what} ${Date.now().toString(36)}`;

test("somebody who may only read reports by keyboard, a commander accepts by keyboard, and the reporter sees it", async ({
  browserOf,
}) => {
  const what = name("The assistant quoted a salary");
  const page = await browserOf("viewer");
  const keys = new Keyboard(page);
  await page.goto("/reports");
  await awake(page);
  await keys.press(page.getByRole("button", { name: "Report", exact: true }));
  await expect(page.getByText("Say what happened, in one line.")).toBeVisible();
  await keys.write(page.getByRole("textbox", { name: "What happened?" }), what);
  await keys.write(page.getByRole("textbox", { name: /^What did you see/ }), "It named the bonus of a colleague.");
  await keys.write(page.getByRole("textbox", { name: /^When/ }), "2 h ago");
  await expectAccessible(page);
  await keys.press(page.getByRole("button", { name: "Report", exact: true }));
  const own = page.getByRole("listitem").filter({ hasText: what });
  await expect(own).toContainText("Waits for a commander.");
  await keys.expectPlace();

  const commander = await browserOf("commander");
  const hands = new Keyboard(commander);
  await commander.goto("/triage");
  await awake(commander);
  const row = commander.getByRole("listitem").filter({ hasText: what });
  await expect(row).toContainText("It named the bonus of a colleague.");
  await expectAccessible(commander);
  await hands.press(row.getByRole("button", { name: /^Accept/ }));
  const dialog = commander.getByRole("dialog");
  await hands.choose(dialog.getByRole("combobox", { name: "How bad?" }), "SEV3");
  await expectAccessible(commander);
  await hands.press(dialog.getByRole("button", { name: "Accept", exact: true }));
  await commander.waitForURL(/\/incidents\/INC-\d+$/);
  await expect(commander.getByRole("heading", { level: 1, name: what })).toBeVisible();
  await expect(commander.getByText("Reported by")).toBeVisible();
  await expect(own).toContainText("Accepted");
});

test("a report is declined with a reason, which its reporter reads", async ({ browserOf }) => {
  const what = name("The bot was slow");
  const page = await browserOf("responder");
  const made = await page.request.post("/api/v1/reports", { data: { what }, headers });
  expect(made.status()).toBe(201);
  const { ref } = await made.json();
  const commander = await browserOf("commander");
  await commander.goto(`/incidents/${ref}`);
  const panel = commander.getByRole("region", { name: "Triage" });
  await expect(panel).toContainText("Waits for triage");
  await expectAccessible(commander);
  await panel.getByRole("button", { name: `Decline ${ref}` }).click();
  const dialog = commander.getByRole("dialog");
  await dialog.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(dialog.getByText("Choose why it is no incident.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Why" }).click();
  await commander.getByRole("option", { name: "Expected behaviour" }).click();
  await dialog.getByRole("textbox", { name: "In your words" }).fill("The model was being replaced.");
  await dialog.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(commander.getByText("Declined: expected behaviour")).toBeVisible();
  await page.goto("/reports");
  await expect(page.getByRole("listitem").filter({ hasText: what })).toContainText("The model was being replaced.");
});

test("an alert that repeats is one line of triage with its count, and fits a phone", async ({ browserOf }) => {
  const title = name("Mass read");
  const page = await browserOf("commander");
  for (let i = 0; i < 3; i += 1) {
    const data = { key: title, title, source: "guardduty", labels: { bucket: "user-profiles" } };
    const answer = await page.request.post("/api/v1/alerts", { data, headers });
    expect(answer.status()).toBe(202);
  }
  await page.goto("/triage");
  const row = page.getByRole("listitem").filter({ hasText: title });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("1 firing");
  await expect(row).toContainText("came 3 times");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await row.getByRole("link", { name: title }).click();
  await expect(page.getByRole("table", { name: "Alerts" })).toContainText("bucket=user-profiles");
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(wide).toBeLessThanOrEqual(0);
});

test("a merged incident leads to the other with a notice, keeps its record, and is taken out again", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const [one, two] = [name("One half"), name("Other half")];
  const refs: string[] = [];
  for (const title of [one, two]) {
    const made = await page.request.post("/api/v1/incidents", { data: { title }, headers });
    refs.push((await made.json()).ref);
  }
  const [first = "", second = ""] = refs;
  await page.goto(`/incidents/${first}`);
  await awake(page);
  await page.getByRole("button", { name: "Merge into another" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Into which incident" }).fill(second);
  await page.getByRole("option", { name: new RegExp(second) }).click();
  await dialog.getByRole("textbox", { name: "Why are they one?" }).fill("The same agent did both");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await page.waitForURL(new RegExp(`/incidents/${second}\\?merged=${first}$`));
  await expect(page.getByText(`${first} was merged into this incident.`)).toBeVisible();

  await page.goto(`/incidents/${first}`);
  await page.waitForURL(new RegExp(`/incidents/${second}\\?merged=${first}$`));
  await page.getByRole("link", { name: "Its own record" }).click();
  await expect(page.getByRole("heading", { level: 1, name: one })).toBeVisible();
  await expect(page.getByText("The same agent did both").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take it out" }).click();
  await dialog.getByRole("textbox").fill("Another agent after all");
  await dialog.getByRole("button", { name: "Take it out" }).click();
  await expect(page.getByRole("button", { name: /^Phase: Active/ })).toBeVisible();
});

test("two incidents are related by keyboard and each shows the other", async ({ browserOf }) => {
  const page = await browserOf("responder");
  const refs: string[] = [];
  for (const title of [name("A cause"), name("A consequence")]) {
    const made = await page.request.post("/api/v1/incidents", { data: { title }, headers });
    refs.push((await made.json()).ref);
  }
  const [first = "", second = ""] = refs;
  const keys = new Keyboard(page);
  await page.goto(`/incidents/${first}`);
  await awake(page);
  await keys.press(page.getByRole("button", { name: "Relate another" }));
  const dialog = page.getByRole("dialog");
  await keys.write(dialog.getByRole("combobox", { name: "Which incident" }), second);
  await expect(page.getByRole("option", { name: new RegExp(second) })).toBeVisible();
  await page.keyboard.press("Enter");
  await keys.press(dialog.getByRole("button", { name: "Relate", exact: true }));
  await page.getByRole("link", { name: new RegExp(second) }).click();
  await expect(page.getByRole("link", { name: new RegExp(first) })).toBeVisible();
});

test("a drill is declared in the form and marked as one in the room and in the list", async ({ browserOf }) => {
  const title = name("Practice");
  const page = await browserOf("commander");
  await page.goto("/incidents/new");
  await awake(page);
  await page.getByLabel("What is happening?").fill(title);
  await page.getByRole("button", { name: "A drill" }).click();
  await expect(page.getByText("Marked as a drill everywhere")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Declare", exact: true }).last().click();
  await page.waitForURL(/\/incidents\/INC-\d+$/);
  await expect(page.getByRole("main").getByText("Drill", { exact: true })).toBeVisible();
  await page.goto(`/incidents?q=${encodeURIComponent(title)}`);
  await expect(page.getByRole("row").filter({ hasText: title })).toContainText("Drill");
});
