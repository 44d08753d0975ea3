import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

test("what was said about the story stands with its words, both judgements, and a way to the accesses", async ({
  browserOf,
}) => {
  const page = await browserOf("viewer");
  await page.goto("/incidents/INC-1/claims");
  const claim = page.getByRole("article").filter({ hasText: "No user data was mishandled." });
  await expect(claim.getByText("As known when it was said")).toBeVisible();
  await expect(claim.getByText("contradicted").first()).toBeVisible();
  await expect(claim.getByText("unverified")).toBeVisible();
  await expect(page.getByRole("button", { name: "Record a claim" })).toHaveCount(0);
  await expect(page.getByText(/^Contradicts C-\d+: they differ over what the AI system did/).first()).toBeVisible();
  await expectAccessible(page);

  await claim.getByRole("link", { name: /accesses without clearance/ }).click();
  await expect(page).toHaveURL(/\/exposure\?events=unauthorised/);

  await page.goto("/incidents/INC-1");
  const rail = page.getByRole("complementary", { name: "State of the incident" });
  await rail.getByRole("link", { name: /No user data was mishandled/ }).click();
  await expect(page).toHaveURL(/\/claims#claim-C-\d+$/);
});

test("a claim is recorded by keyboard, judged, corrected, decided and withdrawn, and its history tells all of it", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const made = await page.request.post("/api/v1/incidents", {
    data: { title: "Something was said", severity: "SEV2" },
    headers: SAME_SITE,
  });
  const { ref } = await made.json();
  await page.goto(`/incidents/${ref}/claims`);
  await expect(page.getByText("No claim is recorded yet.")).toBeVisible();
  await awake(page);
  await expectAccessible(page);

  const keys = new Keyboard(page);
  await page.keyboard.press("n");
  const form = page.getByRole("dialog", { name: "Record a claim" });
  await expect(form.getByLabel("Exact words")).toBeFocused();
  await keys.press(form.getByRole("button", { name: "Record" }));
  await expect(form.getByText("Say who said it.")).toBeVisible();
  await keys.write(form.getByLabel("Exact words"), "This was a SEV1.");
  await keys.write(form.getByLabel("Who said it"), "A newspaper");
  await keys.choose(form.getByLabel("Speaking as"), "press");
  await keys.choose(form.getByLabel("What it asserts"), "A severity level");
  await expect(form.getByLabel("Level on our scale")).toBeVisible();
  await expectAccessible(page);
  await keys.press(form.getByRole("button", { name: "Record" }));
  await expect(form).toHaveCount(0);

  const claim = page.getByRole("article", { name: "Claim C-1" });
  await expect(claim.getByText("The record assesses it as SEV2, not SEV1.")).toBeVisible();
  await expect(claim.getByText("Nobody knows when it was said.")).toBeVisible();

  await claim.getByRole("button", { name: "Correct C-1" }).click();
  const correction = page.getByRole("dialog", { name: "Correct C-1" });
  await correction.getByLabel("Exact words").fill("This was a Sev 1.");
  await correction.getByRole("button", { name: "Correct", exact: true }).click();
  await expect(correction.getByText("Say why it is corrected.")).toBeVisible();
  await correction.getByLabel("Why is it corrected?").fill("As printed");
  await correction.getByRole("button", { name: "Correct", exact: true }).click();
  await expect(claim.getByText("Corrected by")).toBeVisible();

  await claim.getByRole("button", { name: "Decide C-1" }).click();
  const decision = page.getByRole("dialog", { name: "Decide C-1" });
  await expect(decision.getByRole("button", { name: "Supported" })).toHaveCount(0);
  await decision.getByLabel("Reason").fill("Their scale begins at 0.");
  await expectAccessible(page);
  await decision.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(claim.getByText("reconciled").first()).toBeVisible();

  await claim.getByRole("button", { name: /^History of C-1/ }).click();
  const history = page.getByRole("dialog", { name: "History of C-1" });
  await expect(history.getByText("“This was a SEV1.”")).toBeVisible();
  await expect(history.getByText("Their scale begins at 0.")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await claim.getByRole("button", { name: "Withdraw C-1" }).click();
  const withdrawing = page.getByRole("alertdialog");
  await withdrawing.getByLabel("Reason").fill("Another incident");
  await withdrawing.getByRole("button", { name: "Withdraw" }).click();
  await expect(claim.getByText("withdrawn", { exact: true })).toBeVisible();
});

test("the ledger reads on a phone", async ({ browserOf }) => {
  const page = await browserOf("viewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/incidents/INC-1/claims");
  await expect(page.getByRole("article").first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
