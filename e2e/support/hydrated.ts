import type { Page } from "@playwright/test";

/**
 * Makes going to a page wait until its scripts run. A page is shown before it hears clicks; what a test clicks in that
 * moment is lost, which a person would see and do again.
 */
export function waitingForScripts(page: Page): Page {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...args) => {
    const response = await goto(...args);
    await hydrated(page);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await hydrated(page);
    return response;
  };
  return page;
}

/** React marks each element that it has taken over. */
async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("button")].every((button) =>
        Object.keys(button).some((key) => key.startsWith("__reactProps$")),
      ),
    undefined,
    { timeout: 30_000 },
  );
}
