import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const title = (what: string) => `${what} ${Date.now().toString(36)}`;

test("one key, a title and Enter make an incident with a commander, and a second Enter makes no second one", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const name = title("Agent mailed a customer list");
  await page.goto("/tasks");
  await awake(page);
  await page.keyboard.press("c");
  await expect(page.getByLabel("What is happening?")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/incidents\/INC-\d+$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Commander/ })).toContainText("Incident commander");
  await expect(page.getByRole("link", { name: /What is exposed\?/ })).toBeVisible();
  const found = await page.request.get(`/api/v1/incidents?q=${encodeURIComponent(name)}`);
  expect((await found.json()).data).toHaveLength(1);
});

test("what was typed into the form is there again after the tab was closed", async ({ browserOf }) => {
  const page = await browserOf("responder");
  await page.goto("/incidents/new");
  await page.getByLabel("What is happening?").fill("Half a thought");
  // Drafts reach the disk within half a second.
  await expect.poll(() => page.evaluate(() => indexedDB.databases().then((all) => all.length))).toBeGreaterThan(0);
  await page.waitForFunction(async () => {
    const open = indexedDB.open("keyval-store");
    const database = await new Promise<IDBDatabase>((done) => {
      open.onsuccess = () => done(open.result);
    });
    const read = database.transaction("keyval").objectStore("keyval").get("draft:declare");
    const draft = await new Promise<{ title: string } | undefined>((done) => {
      read.onsuccess = () => done(read.result);
    });
    database.close();
    return draft?.title === "Half a thought";
  });
  const again = await page.context().newPage();
  await again.goto("/incidents");
  await awake(again);
  // A private window, as a test's is, may forget a database that no page has open.
  await again.evaluate(() => {
    Object.assign(window, { held: indexedDB.open("keyval-store") });
  });
  await page.close();
  await again.keyboard.press("c");
  await expect(again.getByLabel("What is happening?")).toHaveValue("Half a thought");
  await expectAccessible(again);
  await again.getByRole("button", { name: "Start anew" }).click();
  await expect(again.getByLabel("What is happening?")).toHaveValue("");
});

test("an incident for its members only is, for everybody else, not there", async ({ browserOf, problems }) => {
  problems.allow(/404/);
  const page = await browserOf("commander");
  const name = title("Restricted matter");
  await page.goto("/incidents/new");
  await page.getByLabel("What is happening?").fill(name);
  await page.getByRole("button", { name: "Only members" }).click();
  await page.getByRole("button", { name: "Declare", exact: true }).last().click();
  await page.waitForURL(/\/incidents\/INC-\d+$/);
  await expect(page.getByRole("button", { name: "Restricted, 1 person" })).toBeVisible();

  const admin = await browserOf("admin");
  await admin.goto(page.url());
  await expect(
    admin.getByRole("heading", { name: "There is nothing here, or it is not for you to see." }),
  ).toBeVisible();
  await admin.goto(`/incidents?q=${encodeURIComponent(name)}`);
  await expect(admin.getByText("No incident matches.")).toBeVisible();
});

test("somebody who may only read is led to a report instead of declaring, by the button and by the key", async ({
  browserOf,
}) => {
  const page = await browserOf("viewer");
  await page.goto("/incidents");
  await awake(page);
  await page.getByRole("button", { name: "Report something" }).click();
  await expect(page.getByLabel("What happened?")).toBeVisible();
  await page.goto("/incidents");
  await awake(page);
  await page.keyboard.press("c");
  await expect(page.getByLabel("What happened?")).toBeVisible();
});
