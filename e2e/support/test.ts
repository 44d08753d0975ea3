import { type APIRequestContext, test as base, type Cookie, expect, type Page } from "@playwright/test";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/access/demo-accounts";
import type { Role } from "@/lib/access/model";
import { waitingForScripts } from "./hydrated";
import { Problems } from "./problems";

export { expect };

type Fixtures = {
  problems: Problems;
  /** A browser of its own, signed in with the demo account of a role. */
  browserOf: (role: Role) => Promise<Page>;
};

/** Of this worker process: signing in is rate-limited, and only its own spec is about it. */
const sessions = new Map<Role, Cookie[]>();

/** Every test fails on console errors, exceptions, failed requests and requests to other origins. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => use(waitingForScripts(page)),
  problems: [
    async ({ baseURL, context }, use) => {
      const problems = new Problems(new URL(baseURL ?? "").origin);
      problems.watch(context);
      await use(problems);
      expect(problems.found()).toEqual([]);
    },
    { auto: true },
  ],
  browserOf: async ({ browser, baseURL, problems }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
      contexts.push(context);
      problems.watch(context);
      await context.addCookies(await sessionOf(role, context.request));
      return waitingForScripts(await context.newPage());
    });
    for (const context of contexts) await context.close();
  },
});

async function sessionOf(role: Role, request: APIRequestContext): Promise<Cookie[]> {
  const known = sessions.get(role);
  if (known) return known;
  const account = DEMO_ACCOUNTS.find((candidate) => candidate.role === role);
  const answer = await request.post("/api/v1/session", { data: { email: account?.email, password: DEMO_PASSWORD } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { cookies } = await request.storageState();
  sessions.set(role, cookies);
  return cookies;
}
