import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

/** The worker has its own pace. */
const IMPORTED = { timeout: 60_000 };

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firebreak-e2e-"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A table in German: 12 accesses, of which 3 were refused and 2 ended in a word that no list holds. */
function zugriffe(name: string): string {
  const path = join(folder, name);
  const ends = ["ok", "ok", "verweigert", "ok", "nix", "ok", "verweigert", "ok", "ok", "nix", "verweigert", "ok"];
  const rows = ends.map((end, i) => {
    const act = i % 4 === 3 ? "gucken" : "lesen";
    return `${13 + (i % 3)}.11.2026 13:14:${10 + i};clara.diaz@northwind.example;${act};akten/${i}.pdf;${end}`;
  });
  writeFileSync(path, ["wann;wer;was;worauf;ergebnis", ...rows].join("\n"));
  return path;
}

test("columns and words of a table are suggested, asked for and shown before it is read, and known the next time", async ({
  browserOf,
}) => {
  const page = await browserOf("responder");
  const declared = await page.request.post("/api/v1/incidents", {
    data: { title: "A table in German" },
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  const { ref } = await declared.json();
  await page.goto(`/incidents/${ref}/evidence`);
  await page.getByLabel("Log files to import").setInputFiles(zugriffe("zugriffe.csv"));
  const card = page.getByRole("article", { name: "zugriffe.csv" });
  await expect(card.getByRole("group", { name: "Which column is what?" })).toBeVisible(IMPORTED);
  for (const [field, column] of Object.entries({ Time: "wann", Actor: "wer", Outcome: "ergebnis" }))
    await expect(card.getByRole("combobox", { name: field, exact: false }).first()).toContainText(column);

  const outcomes = card.getByRole("group", { name: "How did it end?" });
  await expect(outcomes.getByText("1 word has no meaning yet: 2 records stay “unknown”.")).toBeVisible();
  await expect(outcomes.getByRole("combobox", { name: "Meaning of verweigert" })).toContainText("denied");
  await expectAccessible(page);
  await outcomes.getByRole("combobox", { name: "Meaning of nix" }).press("Enter");
  await page.getByRole("option", { name: "failure" }).click();
  await expect(outcomes.getByText("Each of these words has a meaning.")).toBeVisible();
  const acts = card.getByRole("group", { name: "What was done?" });
  await acts.getByRole("combobox", { name: "Meaning of gucken" }).press("Enter");
  await page.getByRole("option", { name: "read" }).click();

  const preview = card.getByRole("table", { name: "The first rows, as they would be read" });
  await expect(preview.getByText(/Would be rejected/).first()).toBeVisible();
  await card.getByRole("combobox", { name: "Which zone" }).fill("Europe/Berlin");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  await expect(preview.getByRole("row").nth(3)).toContainText("denied");
  await expectAccessible(page);
  await card.getByRole("button", { name: "Read the file" }).press("Enter");
  await expect(page.getByRole("region", { name: "Events" }).getByText("12 events")).toBeVisible(IMPORTED);
  const facets = await (await page.request.get(`/api/v1/incidents/${ref}/events/facets`)).json();
  const counts = Object.fromEntries(
    facets.outcome.map(({ value, count }: { value: string; count: number }) => [value, count]),
  );
  expect(counts).toEqual({ success: 7, denied: 3, failure: 2 });

  writeFileSync(
    join(folder, "again.csv"),
    "wann;wer;was;worauf;ergebnis\n14.11.2026 09:00:00;ben;gucken;akten/1;nix\n",
  );
  await page.getByLabel("Log files to import").setInputFiles(join(folder, "again.csv"));
  const again = page.getByRole("article", { name: "again.csv" });
  await expect(again.getByRole("combobox", { name: "Meaning of gucken" })).toContainText("read", IMPORTED);
  await expect(again.getByRole("combobox", { name: "Meaning of nix" })).toContainText("failure");
});
