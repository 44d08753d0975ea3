import { expect, test } from "./support/test";

test("what one person writes is on another's screen within a second, without a reload", async ({ browserOf }) => {
  const [commander, responder] = [await browserOf("commander"), await browserOf("responder")];
  const made = await commander.request.post("/api/v1/incidents", {
    data: { title: "Two people in one room" },
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  const { ref } = await made.json();
  for (const page of [commander, responder]) {
    await page.goto(`/incidents/${ref}`);
    await expect(page.getByText("live", { exact: true })).toBeVisible();
  }
  await responder.keyboard.press("n");
  await responder.getByRole("textbox", { name: /happened/i }).fill("The agent's token is revoked.");
  await responder.keyboard.press("Control+Enter");
  await expect(responder.getByText("The agent's token is revoked.")).toBeVisible();
  // Generous against a busy machine; the figure itself is measured by the bench.
  await expect(commander.getByText("The agent's token is revoked.")).toBeVisible({ timeout: 3000 });
});
