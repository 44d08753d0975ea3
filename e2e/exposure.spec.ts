import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

test("who never saw it reads off one screen who read what without clearance, how sure that is, and what is not known", async ({
  browserOf,
}) => {
  const page = await browserOf("viewer");
  await page.goto("/incidents/INC-1/exposure");
  const answer = page.getByRole("region", { name: "The exposure answer" });
  // Computed anew where the rules are newer than what was kept.
  await expect(answer).toContainText("1 h 56 m", { timeout: 60_000 });
  await expect(answer).toContainText(/87\s*by\s*14/);
  await expect(answer).toContainText("Yes");
  await expect(answer).toContainText("exfiltrated: unknown");
  await expect(answer).toContainText("94.8 %");
  const people = page.getByRole("table", { name: "Principals, uncleared" });
  await expect(people.getByRole("row").nth(1)).toContainText("Engineer 41, platform");
  await expect(people.getByRole("row", { name: /^Uncleared Engineer 5, payments/ })).toContainText(
    "through forum-assistant",
  );
  await expect(page.getByText("no aws-cloudtrail log")).toBeVisible();
  await people.getByRole("link", { name: "41 events" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Bytes of event/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: /^Original bytes/ })).toContainText("amazonaws.com");
  await page.keyboard.press("Escape");
  await expectAccessible(page);

  await page.getByRole("link", { name: "One page" }).click();
  await expect(page.getByText("It was accessed without clearance: 87 accesses by 14 principals.")).toBeVisible();
  await expect(page.getByText(/The logs are silent for 6 m of the exposed time/)).toBeVisible();
  const markdown = await page.request.get("/api/v1/incidents/INC-1/exposure/summary.md");
  expect(await markdown.text()).toContain("| Engineer 41, platform | uncleared | 41 of 41 |");
  await expectAccessible(page);
});

const chartOf = (page: Page) => page.getByRole("slider", { name: /^Principals who could reach without clearance/ });

test("the chart is read, marked, opened and zoomed by keyboard alone, and a table says the same", async ({
  browserOf,
}) => {
  const page = await browserOf("viewer");
  await page.goto("/incidents/INC-1/exposure");
  const chart = chartOf(page);
  await chart.focus();
  const stops = Number(await chart.getAttribute("aria-valuemax"));
  await page.keyboard.press("End");
  await expect(chart).toHaveAttribute("aria-valuenow", String(stops));
  await page.keyboard.press("Home");
  const first = (await chart.getAttribute("aria-valuetext")) ?? "";
  expect(first).toContain("0 could reach without clearance");
  for (
    let step = 0;
    step < stops && !/50 could reach.*\d uncleared/.test((await chart.getAttribute("aria-valuetext")) ?? "");
    step++
  ) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(chart).toHaveAttribute("aria-valuetext", /50 could reach without clearance/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /accesses in this slice$/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await chart.focus();
  await page.keyboard.press("End");
  for (let step = 0; step < 8; step++) await page.keyboard.press("Shift+ArrowLeft");
  await expect(page).toHaveURL(/from=2026-03-11/);
  await expect(page.getByText("the people below are those of this stretch")).toBeVisible();
  await expect
    .poll(async () =>
      page
        .getByRole("table", { name: /^Principals/ })
        .getByRole("row")
        .count(),
    )
    .toBeLessThan(15);
  await chart.focus();
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/viewFrom=/);
  await page.keyboard.press("0");
  await expect(page).not.toHaveURL(/viewFrom=/);
  await page.keyboard.press("Home");
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/from=/);

  await page
    .getByRole("figure", { name: /^Principals/ })
    .getByRole("button", { name: "Show as table" })
    .click();
  const table = page.getByRole("table", { name: "Principals who could reach without clearance" });
  await expect(table).toContainText("could reach");
  await expect(table).toContainText("No log of aws-cloudtrail");
  await expectAccessible(page);
});

test("as known then: a moment is chosen, the page says so and what differs, and there is a way back", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  await page.goto("/incidents/INC-1/exposure");
  await page.getByRole("button", { name: /^As known/ }).click();
  await page.getByRole("button", { name: /3 windows recorded/ }).click();
  await expect(page.getByText(/^As known at/).first()).toBeVisible();
  await expect(page).toHaveURL(/at=2026-03-11/);
  await expect(page.getByRole("button", { name: "Record a window" })).toHaveCount(0);
  await page.getByRole("button", { name: "What differs from now?" }).click();
  const differs = page.getByRole("table", { name: "What differs between then and now" });
  await expect(differs.getByRole("row", { name: /all assets Accesses without clearance none seen 87/ })).toBeVisible();
  await expect(differs.getByRole("row", { name: /all assets Accessed\? unknown yes/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page.getByRole("region", { name: "The exposure answer" })).toContainText(/87\s*by\s*14/);
});

test("the agent chain reads from prompt to access, says where no approval is on record, and opens bytes", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  await page.goto("/incidents/INC-1/exposure");
  const chain = page.getByRole("region", { name: "Agent chain" });
  await chain.scrollIntoViewIfNeeded();
  const post = chain.getByRole("listitem").filter({ hasText: "execute_tool post_reply" });
  await expect(post).toContainText("no approval on record");
  await expect(post).toContainText("cited in the timeline");
  await expect(chain.getByText(/rests on/)).toContainText("forum-assistant-spans-2026-03-11.ndjson");
  await expect(chain.getByRole("listitem").filter({ hasText: "iam.amazonaws.com:PutGroupPolicy" })).toContainText(
    "Engineer 3",
  );
  await expect(chain.getByRole("listitem").filter({ hasText: "Open to engineering-all" })).toBeVisible();
  await post.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(chain.getByRole("region", { name: /^Original bytes/ })).toContainText("post_reply");
});

async function anExposedVault(page: Page): Promise<string> {
  const post = async (path: string, data: unknown) => {
    const answer = await page.request.post(`/api/v1${path}`, { data, headers: SAME_SITE });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const { ref } = await post("/incidents", { title: "A vault that was open" });
  const patterns = [{ resource: `vault-${ref}/*` }];
  const asset = await post("/assets", {
    name: `Vault of ${ref}`,
    classification: "restricted",
    systems: ["app"],
    patterns,
  });
  await post(`/incidents/${ref}/exposure-windows`, {
    asset: asset.id,
    audience: { kind: "organisation" },
    openedAt: "2026-03-11T14:00:00Z",
    closedAt: "2026-03-11T15:00:00Z",
  });
  const lines = [1, 2, 3].map((minute) => ({
    occurredAt: `2026-03-11T14:0${minute}:00Z`,
    actor: `backup-of-${ref}`,
    action: "read",
    verb: "read",
    outcome: "success",
    resource: `vault-${ref}/1`,
  }));
  const log = lines.map((line) => JSON.stringify(line)).join("\n");
  await page.request.post(`/api/v1/incidents/${ref}/evidence?filename=app.ndjson&system=app`, {
    data: log,
    headers: SAME_SITE,
  });
  return ref;
}

test("an explanation that one person proposes counts once a second one agrees, and not before", async ({
  browserOf,
}) => {
  const first = await browserOf("responder");
  const ref = await anExposedVault(first);
  const name = `backup-of-${ref}`;
  await first.goto(`/incidents/${ref}/exposure?class=unresolved`);
  await first.getByRole("button", { name: `Explain the accesses of ${name}` }).click();
  await first.getByLabel("Why were they in order?").fill("Nightly backup, ticket 123");
  await first.getByRole("button", { name: "Propose" }).click();
  await expect(first.getByText("explanation proposed")).toBeVisible();
  await first.getByRole("button", { name: "1 explanation waits for a second person" }).click();
  await expect(first.getByText("waits for somebody else")).toBeVisible();
  await expect(first.getByRole("button", { name: `Agree to the explanation for ${name}` })).toHaveCount(0);
  await expect(first.getByRole("button", { name: /^Explained 0/ })).toBeVisible();

  const second = await browserOf("commander");
  await second.goto(`/incidents/${ref}/exposure?class=explained`);
  await second.getByRole("button", { name: `Agree to the explanation for ${name}` }).click();
  await expect(second.getByRole("button", { name: /^Explained 1/ })).toBeVisible({ timeout: 60_000 });
  await expect(second.getByRole("table", { name: "Explanations" })).toContainText(/agreed by/);
  await expectAccessible(second);
});
