import { awake } from "./support/awake";
import { expectAccessible } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

test("an admin changes what a severity asks, with the reason, and everybody reads it", async ({ browserOf }) => {
  const page = await browserOf("admin");
  await page.goto("/settings/response");
  await awake(page);
  const keys = new Keyboard(page);
  await keys.press(page.getByRole("button", { name: "Change the targets" }));
  const form = page.getByRole("form", { name: "Response targets" });
  const days = form.getByRole("textbox", { name: "SEV5: Other tasks due in, business days" });
  await days.fill("none");
  await keys.press(form.getByRole("button", { name: "Save" }));
  await expect(form.getByText("A whole number of business days, or nothing.")).toBeVisible();

  // Of a level that no other test looks at: what is set holds for all incidents from now on.
  await days.fill("120");
  await form.getByRole("textbox", { name: "Why they change" }).fill("A nuisance can wait for the next quarter.");
  await expectAccessible(page);
  await keys.press(form.getByRole("button", { name: "Save" }));
  await expect(page.getByRole("row", { name: /SEV5/ }).first()).toContainText("120 business days");
  await expect(page.getByText(/set by .*: A nuisance can wait for the next quarter\./)).toBeVisible();

  const reader = await browserOf("viewer");
  await reader.goto("/settings/response");
  await expect(reader.getByRole("row", { name: /SEV5/ }).first()).toContainText("120 business days");
  await expect(reader.getByRole("button", { name: "Change the targets" })).toHaveCount(0);
});
