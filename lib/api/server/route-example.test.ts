import { expect, test } from "vitest";
import * as z from "zod";
import { curlOf, exampleOf, fieldsOf } from "./route-example";
import { ROUTES } from "./route-table";

test("an example is shown only where the route itself would take it", () => {
  for (const route of ROUTES) {
    if (route.kind !== "json" || !route.body) continue;
    const shown = /-d '(.*)'/.exec(curlOf(route))?.[1];
    if (shown) expect(route.body.safeParse(JSON.parse(shown)).success, `${route.method} ${route.path}`).toBe(true);
  }
  const alert = ROUTES.find(({ method, path }) => method === "post" && path === "/alerts");
  expect(alert && curlOf(alert)).toContain(`-d '{"key":"…","title":"…"}'`);
});

test("what can't be guessed has no example rather than a wrong one", () => {
  expect(exampleOf(z.object({ code: z.string().regex(/^X\d{4}$/) }))).toBeUndefined();
});

test("fields are named with what they take, the required ones first", () => {
  const schema = z.object({ state: z.enum(["firing", "resolved"]).optional(), key: z.string().max(9) });
  expect(fieldsOf(schema)).toEqual([
    { name: "key", required: true, takes: "string, at most 9 characters" },
    { name: "state", required: false, takes: "firing | resolved" },
  ]);
});
