import { expect, test } from "vitest";
import { brokenRules } from "./import-rules";
import { importsOf } from "./imports";
import { readSources } from "./source-files";

test("every import keeps to the layers", () => {
  const files = readSources();
  const resolved = importsOf(files).filter(({ to }) => to !== undefined);
  expect(resolved.length, "a check that reads nothing is no check").toBeGreaterThan(files.length);
  expect(brokenRules(files)).toEqual([]);
});

test("every import of ours leads to a file", () => {
  const isPlanted = (path: string) => /^lib\/structure\/.*\.test\.ts$/.test(path);
  const lost = importsOf(readSources()).filter(({ from, specifier, to }) => {
    return to === undefined && /^(@\/|\.)/.test(specifier) && !isPlanted(from);
  });
  expect(lost.filter(({ specifier }) => !/\.(css|json|mjs)$/.test(specifier))).toEqual([]);
});

test.each([
  ["a pure file may not use the database", "lib/tasks/due.ts", "@/db/client", "db/client.ts"],
  ["nor by a relative path", "lib/tasks/due.ts", "../../db/client", "db/client.ts"],
  ["a pure file may not use a verb", "lib/tasks/due.ts", "./server/add-task", "lib/tasks/server/add-task.ts"],
  ["the schema knows models only", "db/schema/tasks.ts", "@/lib/tasks/due", "lib/tasks/due.ts"],
  ["a verb does not render", "lib/tasks/server/add-task.ts", "@/components/ui/button", "components/ui/button.tsx"],
  ["a verb does not know pages", "lib/tasks/server/add-task.ts", "@/app/layout", "app/layout.tsx"],
  ["a primitive knows no domain", "components/ui/button.tsx", "@/lib/tasks/model", "lib/tasks/model.ts"],
  ["a chart knows no domain", "components/charts/lanes.tsx", "../../lib/exposure/views", "lib/exposure/views.ts"],
  ["areas do not know each other", "components/tasks/list.tsx", "@/components/data/table", "components/data/table.tsx"],
  ["a component does not call verbs", "components/tasks/list.tsx", "@/lib/tasks/server/x", "lib/tasks/server/x.ts"],
  ["the browser does not call verbs", "lib/tasks/queries.ts", "./server/add-task", "lib/tasks/server/add-task.ts"],
  ["a page has no SQL", "app/page.tsx", "@/db/client", "db/client.ts"],
  ["the program does not use test code", "lib/start/serve.ts", "@/db/testing/server", "db/testing/server.ts"],
])("%s", (_guarantee, from, specifier, to) => {
  const planted = [
    { path: from, text: `import { it } from "${specifier}";` },
    { path: to, text: "export const it = 1;" },
  ];
  expect(brokenRules(planted)).toEqual([expect.stringContaining(`${from} imports ${specifier}`)]);
});

test.each([
  ["app/page.tsx", "drizzle-orm/pg-core"],
  ["lib/tasks/due.ts", "react"],
  ["lib/tasks/queries.ts", "postgres"],
  ["lib/tasks/server/add-task.ts", "react-dom/server"],
])("%s may not use the package %s", (path, specifier) => {
  for (const text of [
    `import x from "${specifier}";`,
    `const x = await import('${specifier}');`,
    `export * from "${specifier}";`,
  ]) {
    expect(brokenRules([{ path, text }])).toHaveLength(1);
  }
});
