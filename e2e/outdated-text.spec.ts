import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const SAME_SITE = { "Sec-Fetch-Site": "same-origin" };

test("a section that people wrote before a fact changed says so, shows the fact then and now, and waits to be confirmed", async ({
  browserOf,
}) => {
  const page = await browserOf("commander");
  const post = (path: string, data: object) =>
    page.request.post(`/api/v1/incidents${path}`, { data, headers: SAME_SITE });
  const made = await post("", { title: "Contained later than thought", startedAt: "2026-03-11T14:06:00Z" });
  const { ref } = await made.json();
  const generated = await (await post(`/${ref}/postmortem/generate`, {})).json();
  const summary = generated.sections.find((one: { section: string }) => one.section === "summary").body;
  await page.request.put(`/api/v1/incidents/${ref}/postmortem/sections/summary`, {
    data: { body: `${summary}\n\nWe were slow.`, version: 1 },
    headers: SAME_SITE,
  });
  await post(`/${ref}/named-times`, { name: "started", at: "2026-03-11T13:00:00Z", precision: "minute" });

  await page.goto(`/incidents/${ref}/postmortem`);
  await awake(page);
  await page.getByRole("button", { name: "Generate again" }).click();
  await expect(page.getByText(/before facts changed that it rests on/)).toBeVisible();

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  const notice = page.getByRole("region", { name: "Facts that changed since this was written" });
  await expect(notice).toContainText("14:06");
  await expect(notice).toContainText("13:00");
  await expect(page.getByText(/^Written before facts changed: What happened/)).toBeVisible();
  await expectAccessible(page);
  await notice.getByRole("button", { name: "The text is still right" }).click();
  await expect(notice).toBeHidden();
  await expect(page.getByText("What people wrote was held against these facts.")).toBeVisible();
  await expect(page.getByLabel("Text of What happened")).toHaveValue(/We were slow\.$/);
});
