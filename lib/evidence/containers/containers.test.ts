import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvReader } from "./csv-reader";
import type { Cut, Position, RecordReader } from "./cut";
import { START } from "./cut";
import { JsonReader } from "./json-reader";
import { deeperThan } from "./json-value";
import { CONTAINER_LIMITS } from "./limits";
import { jsonLines, textLines } from "./line-reader";
import { readAll } from "./testing";

const LIMITS = { ...CONTAINER_LIMITS, recordBytes: 2000, jsonDepth: 20 };

const READERS: Record<string, (from: Position) => RecordReader> = {
  ndjson: (from) => jsonLines(LIMITS, from),
  lines: (from) => textLines(LIMITS, from),
  values: (from) => new JsonReader("values", LIMITS, from),
  array: (from) => new JsonReader("array", LIMITS, from),
  wrapped: (from) => new JsonReader("wrapped", LIMITS, from),
  csv: (from) => new CsvReader({ delimiter: ",", header: ["a", "b"], columns: 2 }, LIMITS, from),
};

const json = fc.jsonValue({ maxDepth: 3 });
const damage = fc.constantFrom(
  '{"a":',
  "}",
  "]",
  '"',
  "{",
  "\n",
  "nul",
  "\u0000",
  "{]",
  ",",
  '{"x":"a\nb"}',
  "é",
  "\r\n",
);
const cell = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('"a,b"', '"line\nbreak"', '"say ""so"""', '"open', 'x"y', '"a"b', "", "ü"),
);
const document = fc.oneof(
  fc
    .array(
      fc.oneof({ weight: 4, arbitrary: json.map((v) => `${JSON.stringify(v)}\n`) }, { weight: 1, arbitrary: damage }),
    )
    .map((p) => p.join("")),
  fc.array(json).map((values) => JSON.stringify(values, null, 2)),
  fc.tuple(fc.array(json), json).map(([values, rest]) => JSON.stringify({ meta: rest, Records: values, tail: rest })),
  fc.array(fc.tuple(cell, cell)).map((rows) => `a,b\n${rows.map((row) => row.join(",")).join("\n")}`),
  fc.array(damage).map((parts) => parts.join("")),
  fc.constantFrom("x", '"', "{", '{"a":"').map((c) => c.repeat(2500)),
);

function cutAll(make: (from: Position) => RecordReader, pieces: Buffer[]): Cut[] {
  const reader = make(START);
  const out: Cut[] = [];
  for (const piece of pieces) reader.push(piece, out);
  reader.end(out);
  return out;
}

function split(bytes: Buffer, sizes: number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1);
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

for (const [name, make] of Object.entries(READERS)) {
  test(`${name}: the same records come out wherever the bytes are split`, () => {
    fc.assert(
      fc.property(
        document,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        (text, sizes) => {
          const bytes = Buffer.from(text);
          expect(cutAll(make, split(bytes, sizes))).toEqual(cutAll(make, [bytes]));
        },
      ),
      { numRuns: 300 },
    );
  });

  test(`${name}: records are numbered from 1, do not overlap, and lie inside the file`, () => {
    fc.assert(
      fc.property(document, (text) => {
        const bytes = Buffer.from(text);
        let end = 0;
        cutAll(make, [bytes]).forEach((cut, i) => {
          expect(cut.record).toBe(i + 1);
          expect(cut.offset).toBeGreaterThanOrEqual(end);
          expect(cut.length).toBeGreaterThan(0);
          end = cut.offset + cut.length;
        });
        expect(end).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 200 },
    );
  });

  test(`${name}: reading taken up again at any record gives the rest of the records`, () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1 }), fc.nat(), (values, where) => {
        const text = {
          ndjson: () => values.map((v) => JSON.stringify(v)).join("\n"),
          lines: () => values.map((v) => JSON.stringify(v)).join("\n"),
          values: () => values.map((v) => JSON.stringify(v)).join(" "),
          array: () => JSON.stringify(values, null, 1),
          wrapped: () => `${JSON.stringify({ Records: values })}\n${JSON.stringify({ Records: values })}`,
          csv: () => `a,b\n${values.map((_, i) => `${i},"x\ny"`).join("\n")}`,
        } as Record<string, () => string>;
        const bytes = Buffer.from(text[name]?.() ?? "");
        const cutAt = where % bytes.length;
        const first = make(START);
        const out: Cut[] = [];
        first.push(bytes.subarray(0, cutAt), out);
        const position = first.position();
        const again = make(position);
        again.push(bytes.subarray(position.offset), out);
        again.end(out);
        expect(out).toEqual(cutAll(make, [bytes]));
      }),
      { numRuns: 200 },
    );
  });
}

test("a record's offset and length are exactly its bytes, in every layout", async () => {
  const records = [{ a: 1, text: "ünï" }, { a: 2, deep: { x: [1, 2, { y: "}]" }] } }, { a: 3 }];
  const layouts = [
    records.map((r) => JSON.stringify(r)).join("\n"),
    records.map((r) => JSON.stringify(r)).join(""),
    records.map((r) => JSON.stringify(r, null, 2)).join("\n"),
    JSON.stringify(records),
    JSON.stringify(records, null, 4),
    JSON.stringify({ Records: records }),
    JSON.stringify({ took: 3, hits: { total: 3, hits: records } }),
    JSON.stringify({ value: records, "@odata.nextLink": null }, null, 2),
  ];
  for (const text of layouts) {
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, "utf16le"),
      Buffer.from(text, "utf16le"),
    ]) {
      const { cuts, decoded } = await readAll(bytes);
      expect(cuts.map((cut) => cut.value)).toEqual(records);
      for (const cut of cuts)
        expect(JSON.parse(decoded.subarray(cut.offset, cut.offset + cut.length).toString())).toEqual(cut.value);
    }
  }
});

test("an object that is a record itself is not opened by its `events`", async () => {
  const bytes = Buffer.from(JSON.stringify({ kind: "activity", events: [{ name: "view" }] }));
  expect(
    (await readAll(bytes, { isRecord: (v) => typeof v === "object" && v !== null && "kind" in v })).cuts,
  ).toHaveLength(1);
  expect((await readAll(bytes)).cuts.map((cut) => cut.value)).toEqual([{ name: "view" }]);
});

test("one bad record costs one record", async () => {
  const ndjson = await readAll(Buffer.from('{"a":1}\n{"a":\n{"a":3}\n\n{"a":4}\n{"a":5}\n'));
  expect(ndjson.cuts.map((cut) => cut.reason)).toEqual([null, "not JSON: unexpected end", null, null, null]);
  expect(ndjson.cuts[1]).toMatchObject({ record: 2, offset: 8, length: 5 });
  const array = await readAll(Buffer.from('[{"a":1},{"a" 2},{"a":3}]'));
  expect(array.cuts.map((cut) => cut.reason === null)).toEqual([true, false, true]);
  const pretty = await readAll(Buffer.from('[\n  {\n    "a": "1\n  },\n  {\n    "a": 2\n  }\n]'));
  expect(pretty.cuts.map((cut) => cut.reason)).toEqual(["not JSON: a line break inside a string", null]);
  const csv = await readAll(Buffer.from('who,what\nann,"read\nit"\nbob\ncy,"x"y\ndee,ok\neve,"open\nfay,ok\n'));
  expect(csv.cuts.map((cut) => cut.reason)).toEqual([
    null,
    "1 cell, where the first row has 2",
    "text after a closing quote",
    null,
    "a quote that is never closed",
    null,
  ]);
});

test("a reason never quotes the log", async () => {
  const { cuts } = await readAll(Buffer.from('{"a":1}\n{"secret":hunter2}\n{"a":1}\n'));
  expect(cuts[1]?.reason).not.toContain("hunter");
  expect(cuts[1]?.reason).toMatch(/^not JSON: /);
});

test("bytes that are not UTF-8, lone surrogates and NUL bytes are rejects that say so", async () => {
  const bad = Buffer.concat([
    Buffer.from('{"a":1}\n{"a":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}\n{"a":2}\n{"a":"\0"}\n{"a":3}\n'),
  ]);
  expect((await readAll(bad)).cuts.map((cut) => cut.reason)).toEqual([
    null,
    "not UTF-8 text",
    null,
    "not JSON: bad control character in string literal at character 7",
    null,
  ]);
  const utf16 = Buffer.from('\ufeff{"a":1}\n{"a":"\ud800"}\n{"a":"\ud83d\ude00"}\n', "utf16le");
  for (const pieceBytes of [1, 3, 1000]) {
    const { cuts } = await readAll(utf16, { pieceBytes });
    expect(cuts.map((cut) => cut.reason)).toEqual([null, "not UTF-8 text", null]);
    expect(cuts[2]?.value).toEqual({ a: "😀" });
  }
});

test("nesting beyond the limit is a reject, however deep", async () => {
  const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const { cuts } = await readAll(Buffer.from(`{"a":1}\n${deep}\n{"a":2}\n`));
  expect(cuts.map((cut) => cut.reason)).toEqual([null, "nested deeper than 200 levels", null]);
});

test("a record over the limit is one reject, and the next one is read", async () => {
  const long = "x".repeat(5000);
  const limits = { recordBytes: 4000 };
  const ndjson = await readAll(Buffer.from(`{"a":1}\n{"a":"${long}"}\n{"a":2}`), { limits, pieceBytes: 100 });
  expect(ndjson.cuts.map((cut) => [cut.reason === null, cut.length])).toEqual([
    [true, 7],
    [false, 5008],
    [true, 7],
  ]);
  const array = await readAll(Buffer.from(`[{"a":1},{"a":"${long}"},{"a":2}]`), { limits, pieceBytes: 100 });
  expect(array.cuts.map((cut) => cut.reason === null)).toEqual([true, false, true]);
});

test("CSV is read with its delimiter, its header, and without one", async () => {
  const semicolon = await readAll(Buffer.from("Zeit;Wer;Was\n1;ä;b\n2;c;d;\n"));
  expect(semicolon.spec).toMatchObject({ container: "csv", delimiter: ";", header: ["Zeit", "Wer", "Was"] });
  expect(semicolon.cuts[1]?.value).toEqual({ Zeit: "2", Wer: "c", Was: "d" });
  const twice = await readAll(Buffer.from("a\ta\t__proto__\n1\t2\t3\n"));
  expect(twice.cuts[0]?.value).toEqual({ a: "1", "a (2)": "2", "column __proto__": "3" });
  const bare = await readAll(Buffer.from("2026-01-01 10:00:00,a,b,c,d\n2026-01-01 10:00:01,a,b,c,d\n"));
  expect(bare.spec).toMatchObject({ header: null });
  expect(bare.cuts[0]?.value).toEqual({ 1: "2026-01-01 10:00:00", 2: "a", 3: "b", 4: "c", 5: "d" });
});

test("any bytes end in records, rejects or a sentence, and never in a crash", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        document.map((text) => new TextEncoder().encode(text)),
      ),
      fc.constantFrom(
        [],
        [0x1f, 0x8b],
        [0x1f, 0x8b, 8, 0],
        [0x50, 0x4b, 3, 4],
        [0xff, 0xfe],
        [0xfe, 0xff],
        [0xef, 0xbb, 0xbf],
      ),
      async (body, prefix) => {
        try {
          const { cuts } = await readAll(Buffer.from([...prefix, ...body]));
          cuts.forEach((cut) => void expect(cut.reason === null || cut.reason.length > 5).toBe(true));
        } catch (error) {
          expect((error as Error).name).toBe("ContainerError");
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("depth is found wherever a record begins in memory", () => {
  const slowly = (text: string) => {
    let depth = 0;
    let most = 0;
    for (const char of text.replace(/"(?:[^"\\]|\\.)*"/g, "")) {
      if (char === "{" || char === "[") most = Math.max(most, ++depth);
      if (char === "}" || char === "]") depth--;
    }
    return most;
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(7), fc.integer({ min: 1, max: 8 }), (value, shift, limit) => {
      const text = JSON.stringify(value);
      const bytes = Buffer.from(" ".repeat(shift) + text).subarray(shift);
      expect(deeperThan(bytes, limit)).toBe(slowly(text) > limit);
    }),
    { numRuns: 500 },
  );
});
