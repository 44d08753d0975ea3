import { describe, expect, test } from "vitest";
import { readImport } from "./read-import";

describe("people from a file", () => {
  test("come from CSV with an alias column for each system, and lines of one name are one person", async () => {
    const csv = [
      "name,kind,alias,alias:okta,group,from",
      'Analyst 7,human,"a7; analyst.seven@x.example",00u7,growth,2026-01-01T00:00:00Z',
      "Analyst 7,,arn:aws:iam::1:user/a7,,eng-all,",
      "copilot-sql,Agent,svc-copilot,,,",
    ].join("\n");
    const { items, errors } = await readImport(csv, "principals");
    expect(errors).toEqual([]);
    expect(items).toEqual([
      {
        line: 2,
        value: {
          name: "Analyst 7",
          kind: "human",
          aliases: [
            { value: "a7" },
            { value: "analyst.seven@x.example" },
            { system: "okta", value: "00u7" },
            { value: "arn:aws:iam::1:user/a7" },
          ],
          groups: [{ name: "growth", from: "2026-01-01T00:00:00Z" }, { name: "eng-all" }],
        },
      },
      { line: 4, value: { name: "copilot-sql", kind: "agent", aliases: [{ value: "svc-copilot" }], groups: [] } },
    ]);
  });

  test("keep their good lines when one line is bad, which is named", async () => {
    const { items, errors } = await readImport(
      '{"name":"a","kind":"human"}\n{"name":\n\n{"name":"b","kind":"agent"}\n7\n',
      "principals",
    );
    expect(items.map(({ line }) => line)).toEqual([1, 4]);
    expect(errors.map(({ line }) => line)).toEqual([2, 5]);
  });

  test("say which person is two kinds, and which line has no name", async () => {
    const { errors } = await readImport("name,kind\na,human\na,agent\n,human\n", "principals");
    expect(errors.map(({ line }) => line)).toEqual([3, 4]);
  });

  test("may come with semicolons, a byte order mark and windows line ends", async () => {
    const { items, notes } = await readImport("\uFEFFName;Kind;Badge\r\nÄnne;human;77\r\n", "principals");
    expect(items[0]?.value).toMatchObject({ name: "Änne", kind: "human" });
    expect(notes).toEqual(["Not used: “badge”."]);
  });

  test("are found under the heads that directories write", async () => {
    const csv = "Mail,Full name,User-Principal Name,Team\na@x.example,Ann Lee,ann.lee,growth\n";
    const { items, errors, notes, needs, kindForAll } = await readImport(csv, "principals");
    expect({ errors, notes, needs, kindForAll }).toEqual({
      errors: [],
      notes: [],
      needs: undefined,
      kindForAll: "human",
    });
    expect(items[0]?.value).toEqual({
      name: "Ann Lee",
      kind: "human",
      aliases: [{ value: "a@x.example" }, { value: "ann.lee" }],
      groups: [{ name: "growth" }],
    });
    const agents = await readImport(csv, "principals", { kind: "agent" });
    expect(agents.items[0]?.value.kind).toBe("agent");
  });

  test("wait for somebody to say which column is the name, where no head is one", async () => {
    const csv = "Mail,Wer\na@x.example,Ann\n";
    const asked = await readImport(csv, "principals");
    expect(asked).toMatchObject({ items: [], errors: [], needs: { field: "name", columns: ["mail", "wer"] } });
    const { items } = await readImport(csv, "principals", { columns: { name: "wer" } });
    expect(items[0]?.value).toMatchObject({ name: "Ann", aliases: [{ value: "a@x.example" }] });
    const byMail = await readImport(csv, "principals", { columns: { name: "mail" } });
    expect(byMail.items[0]?.value).toMatchObject({ name: "a@x.example", aliases: [{ value: "a@x.example" }] });
  });

  test("an empty file is said to be empty", async () => {
    expect((await readImport("\n \n", "principals")).errors).toEqual([{ line: 1, message: "The file is empty." }]);
  });
});

describe("clearances from a file", () => {
  test("come from CSV, from one JSON object a line, and from a JSON array alike", async () => {
    const value = { group: "growth", classification: "confidential", until: "2026-03-11T14:30:00Z" };
    const csv = `group,asset,classification,until\ngrowth,,confidential,2026-03-11T14:30:00Z`;
    for (const text of [csv, JSON.stringify(value), JSON.stringify([value], null, 2)]) {
      const { items, errors } = await readImport(text, "clearances");
      expect(errors).toEqual([]);
      expect(items.map((item) => item.value)).toEqual([value]);
    }
  });

  test("a line with too many cells is refused instead of shifted", async () => {
    const { items, errors } = await readImport("principal,asset\na,b,c\nd,e", "clearances");
    expect(items.map(({ value }) => value)).toEqual([{ principal: "d", asset: "e" }]);
    expect(errors.map(({ line }) => line)).toEqual([2]);
  });
});
