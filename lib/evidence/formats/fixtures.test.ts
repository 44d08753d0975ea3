import { existsSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { FORMATS, recognise } from "@/lib/evidence/formats/registry";
import { readFixture } from "@/lib/evidence/formats/testing";

const here = new URL("./", import.meta.url);
/** A module's name cannot begin with a number. */
const IDS: Readonly<Record<string, string>> = { onepassword: "1password" };

/** Azure writes one envelope around many logs, and a dated line may be syslog: these may claim more, but weaker. */
const WIDE = new Set(["azure-activity", "entra-audit", "entra-signin", "intune", "ms-graph-activity", "syslog"]);

const fixtures = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "generic")
  .flatMap(({ name }) => {
    const folder = new URL(`${name}/fixtures/`, here);
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file !== "SOURCES.md") : [];
    return files.map((file) => ({ id: IDS[name] ?? name, file: new URL(file, folder), name: `${name}/${file}` }));
  });

it("has a fixture of every format that knows its system", () => {
  const known = FORMATS.map((format) => format.id).filter((id) => !id.startsWith("generic"));
  expect(known.filter((id) => !fixtures.some((fixture) => fixture.id === id))).toEqual([]);
});

it.each(fixtures)(
  "recognises $name as its own format before every other, and narrow ones claim nothing else",
  async ({ id, file }) => {
    const { records, hints } = await readFixture(file);
    const found = recognise(records, hints).filter(({ format }) => !format.id.startsWith("generic"));
    const [own, ...others] = found;
    expect(own?.format.id).toBe(id);
    for (const { format, score } of others) {
      expect(WIDE.has(format.id), format.id).toBe(true);
      expect(score, format.id).toBeLessThan(own?.score ?? 0);
    }
  },
);
