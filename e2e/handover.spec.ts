import type { Page } from "@playwright/test";
import { DEMO_ACCOUNTS } from "@/lib/access/demo-accounts";
import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };
const nameOf = (role: string) => DEMO_ACCOUNTS.find((account) => account.role === role)?.name ?? "";

async function declare(page: Page, title: string): Promise<string> {
  const data = { title: `${title} ${Date.now() % 1_000_000}`, severity: "SEV2" };
  const answer = await page.request.post("/api/v1/incidents", { data, headers });
  expect(answer.status()).toBe(201);
  return (await answer.json()).ref;
}

test("command is offered by keyboard with a brief, read and acknowledged in the other browser, and both rooms say who has it", async ({
  browserOf,
}) => {
  const giver = await browserOf("commander");
  const ref = await declare(giver, "Handed over");
  await giver.request.post(`/api/v1/incidents/${ref}/tasks`, { data: { title: "Revert the grant" }, headers });
  await giver.goto(`/incidents/${ref}`);
  await awake(giver);
  const taker = await browserOf("admin");
  await taker.goto(`/incidents/${ref}`);
  await awake(taker);

  const keys = new Keyboard(giver);
  await giver.keyboard.press("r");
  const dialog = giver.getByRole("dialog");
  await expect(dialog.getByText("You are commander now.")).toBeVisible();
  await keys.press(dialog.getByRole("button", { name: "Offer it with a brief" }));
  await expect(dialog.getByText("Say to whom.")).toBeVisible();
  await keys.find(dialog.getByRole("combobox", { name: "To whom" }), nameOf("admin"));
  await keys.write(dialog.getByRole("textbox", { name: /^What to say with it/ }), "My shift ends at three.");
  await expectAccessible(giver);
  await keys.press(dialog.getByRole("button", { name: "Offer it with a brief" }));
  const roles = giver.locator("#roles");
  await expect(roles.getByText(`offered to ${nameOf("admin")}`)).toBeVisible();

  // Without a reload, and as the first thing that needs them.
  const takerKeys = new Keyboard(taker);
  await takerKeys.press(taker.getByRole("link", { name: /^Answer the handover/ }));
  await expect(taker).toHaveURL(new RegExp(`/incidents/${ref}/handover`));
  await expect(taker.getByText("“My shift ends at three.”")).toBeVisible();
  const brief = taker.getByRole("region", { name: "Brief", exact: true });
  await expect(brief.getByText("T-1 “Revert the grant”: nobody owns it")).toBeVisible();
  await expect(brief.getByText("What the logs say: no log is imported.")).toBeVisible();
  await expectAccessible(taker);

  await giver.request.post(`/api/v1/incidents/${ref}/tasks`, { data: { title: "Came later" }, headers });
  await expect(taker.getByText("1 entry has been recorded since this brief was made.")).toBeVisible();
  await takerKeys.press(taker.getByRole("button", { name: "Make it again" }));
  await expect(brief.getByText("T-2 “Came later”: nobody owns it")).toBeVisible();
  await takerKeys.write(taker.getByRole("textbox", { name: /^Questions and notes/ }), "Who calls legal?");
  await takerKeys.press(taker.getByRole("button", { name: "I have read it: I am commander now" }));
  await expect(taker.getByText("You are commander now")).toBeVisible();
  await expect(
    taker.getByRole("row", { name: new RegExp(`Commander ${nameOf("admin")}.*holds it now`) }),
  ).toBeVisible();
  await expect(roles.getByText(`offered to ${nameOf("admin")}`)).toHaveCount(0);
  await expect(roles).toContainText(nameOf("admin"));

  await taker.getByRole("button", { name: "Read its brief" }).click();
  await expect(taker.getByText("Who calls legal?")).toBeVisible();
  await taker.setViewportSize({ width: 390, height: 844 });
  const wider = await taker.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
  await taker.emulateMedia({ media: "print" });
  await expect(brief).toBeVisible();
  await expect(taker.getByRole("table")).toBeHidden();
});

test("command is taken over in an emergency at once with a reason, and the brief is acknowledged afterwards", async ({
  browserOf,
}) => {
  const holder = await browserOf("commander");
  const ref = await declare(holder, "Taken over");
  await holder.goto(`/incidents/${ref}`);
  await awake(holder);
  const taker = await browserOf("admin");
  await taker.goto(`/incidents/${ref}`);
  await awake(taker);
  const keys = new Keyboard(taker);
  await taker.keyboard.press("r");
  const dialog = taker.getByRole("dialog");
  await keys.select(dialog.getByRole("group", { name: "What to do" }), "Take it over");
  await keys.press(dialog.getByRole("button", { name: "Take it over now" }));
  await expect(dialog.getByText("Say why it can’t wait; the record keeps it.")).toBeVisible();
  await keys.write(dialog.getByRole("textbox", { name: "Why it can’t wait" }), "Nobody answers the phone");
  await keys.press(dialog.getByRole("button", { name: "Take it over now" }));
  await expect(holder.locator("#roles")).toContainText(nameOf("admin"));
  await expect(taker.getByText(/took over as commander/).first()).toBeVisible();
  await keys.press(taker.getByRole("button", { name: "I have read it", exact: true }));
  await expect(taker.getByText("The handover is complete")).toBeVisible();
  await expect(taker.getByText("took it over: Nobody answers the phone")).toBeVisible();
});

test("a request is declined with a reason, and whoever only reads sees the brief and no way to change anything", async ({
  browserOf,
}) => {
  const holder = await browserOf("commander");
  const ref = await declare(holder, "Declined");
  const taker = await browserOf("admin");
  const data = { kind: "request", role: "commander", note: "I can take it" };
  expect((await taker.request.post(`/api/v1/incidents/${ref}/handovers`, { data, headers })).status()).toBe(201);
  await holder.goto(`/incidents/${ref}/handover`);
  await awake(holder);
  await holder.getByRole("button", { name: "Decline…" }).click();
  await holder.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(holder.getByText("Say why.")).toBeVisible();
  await holder.getByRole("textbox", { name: "Why" }).fill("In ten minutes");
  await holder.keyboard.press("Enter");
  await expect(holder.getByText(/declined, In ten minutes/)).toBeVisible();
  const reader = await browserOf("viewer");
  await reader.goto(`/incidents/${ref}/handover`);
  await expect(reader.getByRole("heading", { name: "Brief, as of now" })).toBeVisible();
  await expect(reader.getByRole("button", { name: "Take or hand over…" })).toHaveCount(0);
});
