import type { Page } from "@playwright/test";
import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };

async function withTasks(page: Page, title: string, tasks: readonly object[]) {
  const data = { title: `${title} ${Date.now() % 1_000_000}`, severity: "SEV2" };
  const { ref } = await (await page.request.post("/api/v1/incidents", { data, headers })).json();
  const made: { id: string; version: number }[] = [];
  for (const task of tasks) {
    const answer = await page.request.post(`/api/v1/incidents/${ref}/tasks`, { data: task, headers });
    expect(answer.status()).toBe(201);
    made.push(await answer.json());
  }
  return { ref, made };
}

test("tasks move over the board by keys, menu and mouse, and a move that the rules refuse says why", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const { ref, made } = await withTasks(page, "Board", [{ title: "Revert the grant" }, { title: "Rotate the tokens" }]);
  const blocked = { title: "Tell the owners", blockedBy: [made[0]?.id] };
  await page.request.post(`/api/v1/incidents/${ref}/tasks`, { data: blocked, headers });
  await page.goto(`/incidents/${ref}/tasks`);
  await awake(page);
  const keys = new Keyboard(page);
  await keys.select(page.getByRole("group", { name: "How to show them" }), "Board");
  const column = (state: string) => page.locator(`[data-column=${state}]`);
  const card = (state: string, name: RegExp) =>
    column(state)
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name }) });
  await expect(column("open").getByText("blocked by T-1 “Revert the grant”")).toBeVisible();
  await expectAccessible(page);

  await keys.to(column("open").getByRole("button", { name: /^T-2/ }));
  await page.keyboard.press("Shift+ArrowRight");
  await expect(column("in_progress").getByRole("button", { name: /^T-2/ })).toBeVisible();

  await card("open", /^T-3/).dragTo(column("in_progress"));
  await expect(page.getByText("T-3 was not moved").first()).toBeVisible();
  await expect(page.getByText("T-3 is blocked by T-1 “Revert the grant”.").first()).toBeVisible();

  await card("open", /^T-1/).dragTo(column("in_progress"));
  await expect(column("in_progress").getByRole("button", { name: /^T-1/ })).toBeVisible();

  await keys.pick(page.getByRole("button", { name: "Move T-1" }), "Done, to verify…");
  const dialog = page.getByRole("dialog");
  await keys.write(dialog.getByRole("textbox", { name: /^Proof/ }), "An uncleared account is refused.");
  await keys.press(dialog.getByRole("button", { name: "Done", exact: true }));
  await expect(column("done").getByRole("button", { name: /^T-1/ })).toBeVisible();
  await expect(column("open").getByText("blocked by T-1")).toHaveCount(0);

  await page.getByRole("button", { name: "Move T-1" }).click();
  await expect(page.getByRole("menuitem", { name: /Verified.*You did T-1/ })).toBeVisible();
});

test("many tasks are chosen by keys and changed at once, or none of them, with each refusal named", async ({
  browserOf,
  problems,
}) => {
  problems.allow(/409/);
  const page = await browserOf("commander");
  const { ref, made } = await withTasks(page, "Bulk", [{ title: "First" }, { title: "Second" }, { title: "Third" }]);
  await page.goto(`/incidents/${ref}/tasks`);
  await awake(page);
  const keys = new Keyboard(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const bar = page.getByRole("form", { name: "Change the chosen tasks" });
  await expect(bar.getByText("2 tasks", { exact: true })).toBeVisible();
  await keys.choose(bar.getByRole("combobox", { name: "What to do with them" }), "Set the kind");
  await keys.choose(bar.getByRole("combobox", { name: "Kind" }), /^Prevention/);
  await expectAccessible(page);
  await keys.press(bar.getByRole("button", { name: "Change 2 tasks" }));
  await expect(page.getByRole("region", { name: "Prevention tasks" }).getByRole("row")).toHaveCount(3);
  await expect(bar).toHaveCount(0);

  await page.request.post(`/api/v1/incidents/${ref}/tasks/${made[2]?.id}/done`, { data: { proof: "x" }, headers });
  await expect(page.getByRole("row", { name: /T-3.*done, to verify/ })).toBeVisible();
  for (const name of ["T-1", "T-3"]) await page.getByRole("checkbox", { name: `Choose ${name}` }).click();
  await keys.choose(bar.getByRole("combobox", { name: "What to do with them" }), "Begin them");
  await keys.press(bar.getByRole("button", { name: "Change 2 tasks" }));
  await expect(bar.getByRole("alert")).toContainText("T-3 is done. Reopen it with a reason before changing it.");
  await expect(page.getByText("in progress", { exact: true })).toHaveCount(0);
});

test("two people who edit one task keep both changes, and choose where they changed the same", async ({
  browserOf,
  problems,
}) => {
  problems.allow(/412/);
  const page = await browserOf("commander");
  const { ref, made } = await withTasks(page, "Merge", [{ title: "Revert the grant" }]);
  await page.goto(`/incidents/${ref}/tasks?task=T-1`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Edit" }).click();
  await dialog.getByRole("textbox", { name: "What has to be done" }).fill("Revert the grant of eng-all");
  await dialog.getByRole("textbox", { name: /^Detail/ }).fill("Before noon.");

  const other = await browserOf("responder");
  const data = { title: "Revert every grant", safeguard: "access_control", version: 1 };
  const theirs = await other.request.patch(`/api/v1/incidents/${ref}/tasks/${made[0]?.id}`, { data, headers });
  expect(theirs.status()).toBe(200);

  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("Somebody changed this task meanwhile.")).toBeVisible();
  await expect(dialog.getByRole("definition").filter({ hasText: "Revert every grant" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Save them together" })).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByRole("group", { name: "Whose: What has to be done" }).getByRole("button", { name: "Mine" }).click();
  await dialog.getByRole("button", { name: "Save them together" }).click();
  await expect(dialog.getByText("access control")).toBeVisible();
  await expect(dialog.getByText("Before noon.")).toBeVisible();
  await expect(dialog.getByRole("heading", { name: /Revert the grant of eng-all/ })).toBeVisible();
});

test("what is overdue is said in the room, on the board and in my list, and business days are mine to choose", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const me = (await (await page.request.get("/api/v1/session")).json()).user.id;
  const late = { title: `Late ${Date.now() % 1_000_000}`, ownerId: me, dueAt: "2026-01-05T09:00:00Z" };
  const { ref } = await withTasks(page, "Overdue", [late, { title: "Not late" }]);
  await page.goto(`/incidents/${ref}`);
  await awake(page);
  await page.getByRole("link", { name: /Finish an overdue task/ }).click();
  await expect(page).toHaveURL(/overdue=true/);
  await expect(page.getByText("Not late")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "1 overdue", pressed: true })).toBeVisible();
  await page.goto(`/incidents/${ref}/tasks?view=board`);
  await expect(page.locator("[data-column=open]").getByText("1 overdue")).toBeVisible();
  await page.goto("/tasks");
  await expect(page.getByRole("region", { name: "Overdue", exact: true }).getByText(late.title)).toBeVisible();

  await page.goto("/settings");
  await awake(page);
  const keys = new Keyboard(page);
  await keys.press(page.getByRole("button", { name: /^(Choose your own|Change yours)$/ }));
  const form = page.getByRole("form", { name: "Business days" });
  await keys.find(form.getByRole("combobox", { name: /^Public holidays of/ }), "Germany");
  await keys.find(form.getByRole("combobox", { name: /^Region/ }), "Bayern");
  await keys.find(form.getByRole("combobox", { name: "Time zone" }), "Europe/Berlin");
  await expectAccessible(page);
  await keys.press(form.getByRole("button", { name: "Save" }));
  await expect(page.getByText("Germany, Bayern, Europe/Berlin")).toBeVisible();
  await page.request.delete("/api/v1/work-calendar", { headers });
});
