import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

/** Names that no other test and no demo has. */
const mark = () => Math.random().toString(36).slice(2, 8);

async function send(page: Page, path: string, data: unknown) {
  const answer = await page.request.post(`/api/v1${path}`, { data, headers: SAME_SITE });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return answer.json();
}

function cloudTrail(i: number, userName: string, more: Record<string, unknown> = {}) {
  return {
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName, arn: `arn:aws:iam::1:user/${userName}` },
    eventTime: `2026-03-11T10:00:${String(i).padStart(2, "0")}Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    requestParameters: { bucketName: "vault", key: `file-${i}.txt` },
    eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    ...more,
  };
}

async function anIncidentWithLogs(page: Page, records: readonly unknown[]): Promise<string> {
  const { ref } = await send(page, "/incidents", { title: "Who was it?" });
  const data = records.map((record) => JSON.stringify(record)).join("\n");
  await page.request.post(`/api/v1/incidents/${ref}/evidence?filename=trail.json`, { data, headers: SAME_SITE });
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/incidents/${ref}/evidence`)).json()).data[0]?.status)
    .toBe("ready");
  return ref;
}

test("every change of an import is shown before it is made, and made exactly so or not at all", async ({
  browserOf,
  problems,
}) => {
  const page = await browserOf("responder");
  const own = mark();
  await page.goto("/people");
  await page.keyboard.press("Shift+I");
  const dialog = page.getByRole("dialog", { name: "Import people, AI systems and services" });
  const scim = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    Resources: [
      { id: `id-${own}`, userName: `ann-${own}@x.example`, displayName: `Ann ${own}` },
      { id: `g-${own}`, displayName: `crew-${own}`, members: [{ value: `id-${own}` }] },
    ],
  };
  await dialog.getByRole("textbox", { name: "Or paste" }).fill(JSON.stringify(scim));
  await dialog.getByRole("button", { name: "Read the pasted text" }).click();
  await expect(dialog.getByText("This is SCIM users and groups")).toBeVisible();
  await dialog.getByRole("button", { name: "Always" }).click();
  const changes = dialog.getByRole("region", { name: "What would change" });
  await expect(changes.getByRole("row", { name: new RegExp(`New Ann ${own}`) })).toBeVisible();
  await expect(changes.getByText(`crew-${own}`)).toBeVisible();
  await expectAccessible(page);

  // Somebody else records her meanwhile: what was shown is not what would be done any more.
  await send(page, "/principals/import", [{ name: `Ann ${own}`, kind: "human" }]);
  problems.allow(/409/);
  await dialog.getByRole("button", { name: "Import 1" }).click();
  await expect(dialog.getByRole("alert")).toContainText("has changed since this was shown");
  await expect(changes.getByRole("row", { name: new RegExp(`Changed Ann ${own}`) })).toBeVisible();
  await dialog.getByRole("button", { name: "Import 1" }).click();
  await expect(page.getByText("Imported: 0 created, 1 changed, 0 unchanged")).toBeVisible();
});

test("a principal is merged into another, its old address leads there, and splitting gives back what was its own", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const own = mark();
  const people = ["Old", "New"].map((name) => ({
    ...{ name: `${name} ${own}`, kind: "human", aliases: [{ value: `${name.toLowerCase()}-${own}` }] },
  }));
  await send(page, "/principals/import", people);
  const { data } = await (await page.request.get(`/api/v1/principals?q=${own}`)).json();
  const old = data.find((one: { name: string }) => one.name === `Old ${own}`);
  await page.goto(`/people?principal=${old.id}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Merge into another" }).click();
  await dialog.getByRole("combobox", { name: "It is the same as" }).fill(`New ${own}`);
  await page.getByRole("option", { name: `New ${own}` }).click();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: `New ${own}` })).toBeVisible();
  await expect(dialog.getByText(`Old ${own} was merged into New ${own}`)).toBeVisible();
  await expect(dialog.getByText(`old-${own}`).first()).toBeVisible();
  await dialog.getByRole("button", { name: "Show history" }).click();
  await expect(dialog.getByRole("list", { name: "History, newest first" })).toContainText(
    `Old ${own} merged into New ${own}`,
  );
  await expectAccessible(page);
  await dialog.getByRole("button", { name: `Split Old ${own} off again` }).click();
  await expect(dialog.getByRole("heading", { name: `Old ${own}` })).toBeVisible();
  await expect(dialog.getByText(`old-${own}`).first()).toBeVisible();
  await expect(dialog.getByText(`new-${own}`)).toHaveCount(0);
});

test("who unresolved names may be is accepted many at once, and the others are said one by one", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const own = mark();
  const aliases = ["ann", "bo"].map((name) => `${name}.${own}@x.example`);
  const people = aliases.map((value) => ({ name: `Of ${value}`, kind: "human", aliases: [{ value }] }));
  await send(page, "/principals/import", people);
  const names = [...aliases.map((value) => value.toUpperCase()), `stranger-${own}`];
  const ref = await anIncidentWithLogs(
    page,
    names.flatMap((name, n) => [1, 2, 3].slice(n).map((i) => cloudTrail(10 * n + i, name))),
  );
  await page.goto(`/people/identities?incident=${ref}`);
  const suggested = page.getByRole("region", { name: "Who they may be" });
  await expect(suggested.getByRole("listitem")).toHaveCount(2);
  await expect(suggested.getByText("but for capitals").first()).toBeVisible();
  await expectAccessible(page);
  const all = suggested.getByRole("checkbox", { name: "Choose all" });
  await all.focus();
  await page.keyboard.press("Space");
  await suggested.getByRole("button", { name: "Accept chosen" }).click();
  await expect(page.getByText("Resolved: 2")).toBeVisible();
  const unresolved = page.getByRole("table", { name: /Unresolved names/ });
  await expect(unresolved.getByRole("row")).toHaveCount(2);
  await unresolved.getByRole("button", { name: `Say who stranger-${own} is` }).click();
  const dialog = page.getByRole("dialog", { name: `Who is stranger-${own}?` });
  await dialog.getByRole("button", { name: "Service" }).click();
  await expect(page.getByText("Every name is resolved.")).toBeVisible();
});

test("the answer says what would narrow it, how to get each log, and warns where a log could not show a read", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const own = mark();
  const tagging = (i: number) =>
    cloudTrail(i, "somebody", { eventName: "PutBucketTagging", requestParameters: { bucketName: `vault-${own}` } });
  const ref = await anIncidentWithLogs(page, [tagging(1), tagging(30)]);
  const asset = await send(page, "/assets", {
    ...{ name: `Vault ${own}`, classification: "secret", systems: ["aws-cloudtrail"] },
    patterns: [{ resource: `arn:aws:s3:::vault-${own}*` }],
  });
  await send(page, `/incidents/${ref}/exposure-windows`, {
    ...{ asset: asset.id, audience: { kind: "organisation" }, openedAt: "2026-03-11T10:00:00Z" },
    ...{ closedAt: "2026-03-11T12:00:00Z", closedAtEarliest: "2026-03-11T11:30:00Z" },
  });
  await page.goto(`/incidents/${ref}/exposure`);
  await expect(page.getByText("Some of these logs could not show a read")).toBeVisible();
  const narrowing = page.getByRole("region", { name: "What would narrow this?" });
  await expect(narrowing.getByText(/Find out when exactly .* was closed/)).toBeVisible();
  const how = narrowing.getByRole("button", { name: "How to get it" }).first();
  await how.focus();
  await page.keyboard.press("Enter");
  await expect(narrowing.getByText("aws s3 sync", { exact: false }).first()).toBeVisible();
  const silence = page.getByRole("region", { name: "Silence of the logs" });
  await silence.getByRole("button", { name: "Show as table" }).click();
  await expect(silence.getByRole("table").first()).toContainText("aws-cloudtrail");
  await expectAccessible(page);
});
