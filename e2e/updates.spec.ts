import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

/** What a browser says of its own pages; without it a change is refused as coming from elsewhere. */
const headers = { "Sec-Fetch-Site": "same-origin" };

test("an update is written, previewed and sent by keyboard; its promise ticks in the room, and a reader finds it in the inbox", async ({
  browserOf,
  problems,
}) => {
  problems.allow(/422/);
  const page = await browserOf("commander");
  const api = page.request;
  const title = `Updates ${Date.now() % 1_000_000}`;
  const { ref } = await (await api.post("/api/v1/incidents", { data: { title }, headers })).json();
  const reader = await browserOf("viewer");
  await reader.goto("/inbox");
  await awake(reader);

  await page.goto(`/incidents/${ref}/updates`);
  await awake(page);
  await expect(page.getByText("No update was sent.")).toBeVisible();
  const keys = new Keyboard(page);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  const text = dialog.getByRole("textbox", { name: "Text" });
  await expect(text).toHaveValue(/What we do not know yet:\n- Whether data is exposed\./);
  const audience = dialog.getByRole("group", { name: "For", exact: true }).last();
  // As long as nobody changed it, another audience gets its own first text.
  const other = page.waitForResponse(/updates\/draft\?audience=executives/);
  await keys.select(audience, "Executives");
  await other;
  await keys.write(text, "Written by hand.");
  await keys.write(dialog.getByRole("textbox", { name: "How it stands" }), " ");
  await keys.press(dialog.getByRole("button", { name: "Preview" }));
  await expect(dialog.getByText("Say in a few words how it stands.")).toBeVisible();
  await expectAccessible(page);
  await keys.select(audience, "Everyone");
  await expect(text).toHaveValue("Written by hand.");
  await keys.write(dialog.getByRole("textbox", { name: "How it stands" }), `Being looked into ${title}`);
  await keys.write(text, "We look into it.\nMore soon.");
  await keys.write(dialog.getByRole("textbox", { name: /^Next update by/ }), "in 30 min");
  await expect(dialog.getByText(/· in \d+ m/)).toBeVisible();
  await keys.press(dialog.getByRole("button", { name: "Preview" }));
  const mail = dialog.getByRole("region", { name: "The mail" });
  await expect(mail).toContainText(`[${ref}] Update 1: Being looked into ${title}`);
  await expect(mail).toContainText("We look into it.\nMore soon.");
  await expect(mail).toContainText("Next update by");
  await expectAccessible(page);
  await keys.press(dialog.getByRole("button", { name: "Send the update" }));
  const sent = page.getByRole("article", { name: "Update U-1" });
  await expect(sent).toContainText(`Being looked into ${title}`);
  await expect(sent).toContainText(/went to \d+ people in the app/);
  await expect(page.getByText(/The next update is due in (29|30) m/)).toBeVisible();
  await expectAccessible(page);

  const notice = reader.getByRole("listitem").filter({ hasText: title }).first();
  await expect(notice).toContainText("an update was sent");
  await expectAccessible(reader);
  const readersKeys = new Keyboard(reader);
  await readersKeys.press(notice.getByRole("link"));
  await expect(reader).toHaveURL(new RegExp(`/incidents/${ref}/updates#update-U-1$`));
  await expect(reader.getByRole("link", { name: /^Next update in/ })).toBeVisible();
  await expect(reader.getByRole("button", { name: "Write an update" })).toHaveCount(0);

  await reader.setViewportSize({ width: 390, height: 844 });
  const wider = await reader.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

test("words that the evidence contradicts are named before they are sent, and need a reason", async ({
  browserOf,
  problems,
}) => {
  problems.allow(/409/);
  const page = await browserOf("commander");
  await page.goto("/incidents/INC-1/claims");
  await awake(page);
  const claim = page.getByRole("article").filter({ hasText: "No user data was mishandled." }).first();
  await expect(claim).toContainText("Repeated in U-3 to everyone");
  await expect(claim).toContainText("although contradicted: It quotes the statement to take it back.");

  const title = `Claims ${Date.now() % 1_000_000}`;
  const { ref } = await (await page.request.post("/api/v1/incidents", { data: { title }, headers })).json();
  const words = "Nobody outside has seen the list.";
  const said = { words, speaker: "Press office", speakerKind: "spokesperson", saidIn: "Mail", saidAt: null };
  const recorded = await page.request.post(`/api/v1/incidents/${ref}/claims`, { data: said, headers });
  const { id, version } = await recorded.json();
  const decision = { standing: "contradicted", reason: "It was found on the web.", evidence: ["a link"], version };
  const decided = await page.request.post(`/api/v1/incidents/${ref}/claims/${id}/standing`, {
    data: decision,
    headers,
  });
  expect(decided.status()).toBe(200);
  await page.goto(`/incidents/${ref}/updates`);
  await awake(page);
  const keys = new Keyboard(page);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  const text = dialog.getByRole("textbox", { name: "Text" });
  await expect(text).toHaveValue(/What we/);
  await keys.write(text, "We repeat: nobody outside has seen the list.");
  await keys.press(dialog.getByRole("button", { name: "Preview" }));
  await expect(dialog.getByText("It rests on what the evidence contradicts")).toBeVisible();
  await keys.press(dialog.getByRole("button", { name: "Send the update" }));
  await expect(dialog.getByText(/Change the text, or write why it is sent all the same\./)).toBeVisible();
  await expectAccessible(page);
  await keys.write(
    dialog.getByRole("textbox", { name: "Why it is sent all the same" }),
    "It is quoted to be corrected.",
  );
  await keys.press(dialog.getByRole("button", { name: "Send the update" }));
  await expect(page.getByRole("article", { name: "Update U-1" })).toContainText("It is quoted to be corrected.");
});

test("who adds subscribers is told what can't leave, and a private webhook is refused at its field", async ({
  browserOf,
  problems,
}) => {
  problems.allow(/422/);
  const page = await browserOf("commander");
  await page.goto("/incidents/INC-1/updates");
  await awake(page);
  const keys = new Keyboard(page);
  await keys.press(page.getByRole("button", { name: "Subscribers…" }));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Nobody is subscribed.")).toBeVisible();
  await keys.select(dialog.getByRole("group", { name: "By", exact: true }).last(), "Webhook");
  await keys.write(dialog.getByRole("textbox", { name: "Address that is called" }), "https://127.0.0.1/hook");
  await keys.press(dialog.getByRole("button", { name: "Add the subscriber" }));
  await expect(dialog.getByText(/is not on the public internet/)).toBeVisible();
  await expectAccessible(page);
});

test("notices are chosen by kind, read by key, and a link of a mail is answered without an account", async ({
  browserOf,
  page: stranger,
  problems,
}) => {
  problems.allow(/410/);
  const page = await browserOf("responder");
  await page.goto("/settings/notices");
  await awake(page);
  const keys = new Keyboard(page);
  const kind = page.getByRole("group", { name: "A task waits to be verified" });
  await keys.select(kind, "Off");
  await expect(kind.getByRole("button", { name: "Off" })).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(kind.getByRole("button", { name: "Off" })).toHaveAttribute("aria-pressed", "true");
  await keys.select(kind, "In app");
  await page.goto("/inbox");
  await awake(page);
  await keys.press(page.getByRole("button", { name: /^Mark all as read/ }));
  await expect(page.getByRole("button", { name: /^Mark as read:/ })).toHaveCount(0);

  await stranger.goto("/subscription?leave=made-up");
  await expectAccessible(stranger);
  await new Keyboard(stranger).press(stranger.getByRole("button", { name: "Send me no more updates" }));
  await expect(stranger.getByText("This link leads to no subscription.")).toBeVisible();
  await stranger.goto("/subscription");
  await expect(stranger.getByText("The link is not complete.")).toBeVisible();
});
