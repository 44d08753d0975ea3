import { SECURITY_HEADERS } from "@/lib/start/security-headers";
import { expect, test } from "./support/test";

const PAGES = ["/sign-in", "/incidents", "/there-is-no-such-page"];
const DATA = [
  "/api/v1/incidents",
  "/api/v1/there-is-nothing",
  "/api/v1/openapi.json",
  "/healthz",
  "/readyz",
  "/metrics",
];

test("every answer carries the security headers, whatever its status", async ({ request }) => {
  const page = await request.get("/sign-in");
  const script = /"(\/_next\/static\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? "";
  expect(script).not.toBe("");
  for (const path of [...PAGES, ...DATA, script]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    const headers = answer.headers();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(headers[name.toLowerCase()], `${name} of ${path}`).toBe(value);
    }
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["access-control-allow-origin"], path).toBeUndefined();
    if (path !== script) expect(headers["cache-control"], path).toContain("no-store");
  }
});

test("a page's policy names a nonce of its own and nothing inline; data may run nothing at all", async ({
  request,
}) => {
  const policy = async (path: string) => (await request.get(path)).headers()["content-security-policy"] ?? "";
  const [first, second] = [await policy("/sign-in"), await policy("/sign-in")];
  expect(first).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic';/);
  expect(first).toContain("default-src 'none'");
  expect(first).not.toMatch(/unsafe-eval|style-src 'self' 'unsafe-inline'/);
  expect(first).not.toBe(second);
  for (const path of DATA) expect(await policy(path), path).toContain("default-src 'none'");
});

test("the image optimiser answers nothing", async ({ request }) => {
  expect((await request.get("/_next/image?url=%2Ficon.svg&w=64&q=75")).status()).toBe(404);
});

test("a script that found its way into a page does not run", async ({ page, problems }) => {
  problems.allow(/Content Security Policy/);
  await page.goto("/sign-in");
  const ran = await page.evaluate(() => {
    const script = document.createElement("div");
    script.innerHTML = '<img src="data:," onerror="window.hasRun = true">';
    document.body.append(script);
    return new Promise((done) => setTimeout(() => done("hasRun" in window), 300));
  });
  expect(ran).toBe(false);
});
