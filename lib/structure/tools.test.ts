import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runTool } from "./run-tool";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firebreak-planted-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A copy of our settings around planted files, so that the settings are what is tested. */
function plant(settings: string, files: Record<string, string>): void {
  copyFileSync(settings, join(folder, settings));
  copyFileSync("package.json", join(folder, "package.json"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test("two files that import each other turn the lint red", () => {
  plant("biome.json", {
    "lib/a.ts": 'import { b } from "./b";\n\nexport const a = () => b;\n',
    "lib/b.ts": 'import { a } from "./a";\n\nexport const b = () => a;\n',
  });
  const lint = runTool("biome", ["lint", "--vcs-enabled=false", "lib"], folder);
  expect(lint.output).toContain("noImportCycles");
  expect(lint.status).not.toBe(0);
});

test("a file that nothing uses turns knip red", () => {
  plant("knip.json", { "lib/tasks/forgotten.ts": "export const forgotten = 1;\n" });
  const knip = runTool("knip", ["--include", "files"], folder);
  expect(knip.output).toContain("lib/tasks/forgotten.ts");
  expect(knip.status).not.toBe(0);
});

/**
 * Lets drizzle-kit write the difference between schema and migrations into a copy; returns the new files.
 * It ends with 0 when it breaks down and takes absolute paths for relative ones, hence the care.
 */
function migrationsOfDrift(schema: string): string[] {
  const copy = join(folder, "migrations");
  cpSync("db/migrations", copy, { recursive: true });
  const before = readdirSync(copy);
  const config = join(folder, "drizzle.config.json");
  const out = relative(".", copy);
  writeFileSync(
    config,
    JSON.stringify({ dialect: "postgresql", casing: "snake_case", schema: relative(".", schema), out }),
  );
  const { output } = runTool("drizzle-kit", ["generate", `--config=${config}`]);
  expect(output).toMatch(/No schema changes|Your SQL migration/);
  return readdirSync(copy).filter((file) => !before.includes(file));
}

test("the migrations say what the schema says", () => {
  expect(readFileSync("drizzle.config.ts", "utf8")).toContain('casing: "snake_case"');
  expect(migrationsOfDrift("db/schema/*.ts"), "run: npm run db:generate -- --name what_it_does").toEqual([]);
});

test("a column without a migration is found", () => {
  const schema = join(folder, "schema");
  cpSync("db/schema", schema, { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  writeFileSync(
    join(schema, "planted.ts"),
    'import { integer, pgTable } from "drizzle-orm/pg-core";\nexport const planted = pgTable("planted", { id: integer() });\n',
  );
  expect(migrationsOfDrift(join(schema, "*.ts"))).toHaveLength(1);
});
