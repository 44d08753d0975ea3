import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSources } from "@/lib/structure/source-files";
import { csvText } from "./csv";

/** As strict as most readers: any line break outside of quotes ends a row. */
const parse = (text: string) => parseCsv(text, { record_delimiter: ["\r\n", "\n", "\r"] });

const HARD = ["a\nb", "a\r\nb", "\ra", 'says "no"', "one, two", '",\n"', " spaced ", "#", "", "\u2028", "é 漢"];
const asText = (cell: string | number) =>
  /^[=+\-@\t\r＝＋－＠]/.test(String(cell)) && typeof cell === "string" ? `'${cell}` : String(cell);

describe("a CSV that is exported", () => {
  it("is read back cell by cell by another reader, whatever stands in the cells", () => {
    const rows = [["name", "what", "n"], ...HARD.map((cell, i) => [cell, `${cell}x${cell}`, i])];
    expect(parse(csvText(rows))).toEqual(rows.map((row) => row.map(asText)));
    const cells = fc.array(fc.oneof(fc.constantFrom(...HARD), fc.string()), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (table) => {
        const read = parse(csvText(table));
        expect(read).toEqual(table.map((row) => row.map(asText)));
      }),
    );
  });

  it("gives a cell that a sheet would run as a formula as text, and a number as it is", () => {
    const cells = ["=1+1", "+1", "@SUM(A1)", "-2+3", '=HYPERLINK("x","y")\nz', -5];
    expect(parse(csvText([cells]))).toEqual([[...cells.slice(0, 5).map((cell) => `'${cell}`), "-5"]]);
  });

  it("is quoted only where it has to be, with a line break of two bytes after each row", () => {
    expect(
      csvText([
        ["plain", 1],
        ["a\nb", "c"],
      ]),
    ).toBe('plain,1\r\n"a\nb",c\r\n');
    expect(csvText([["é"]], { bom: true })).toBe("\uFEFFé\r\n");
  });

  it("is written here and nowhere else in the product", () => {
    const writers = readSources().filter(
      ({ path, text }) => /^(lib|app)\/.*(?<!\.test)\.ts$/.test(path) && /from "csv-stringify/.test(text),
    );
    expect(writers.map(({ path }) => path)).toEqual(["lib/api/server/csv.ts"]);
  });
});
