import { gzipSync } from "node:zlib";
import { type ByteSource, bufferSource } from "./byte-source";
import { Dice, RECORDS, records } from "./hostile-records";
import { wrongZip } from "./wrong-zip";

/** A file made to break whoever reads it; the same one for the same seed. */
export interface HostileFile {
  seed: number;
  kind: string;
  source: ByteSource;
  /** Null where the file is made up while it is read, because it would not fit. */
  bytes: Buffer | null;
}

type Make = (dice: Dice) => Buffer | string;

const MIB = 1024 * 1024;

function laidOut(d: Dice): string {
  const all = records(d);
  const line = d.pick(["\n", "\r\n", "\r", "\n\n", " \n\t", "\u001e"]);
  switch (d.below(6)) {
    case 0:
      return JSON.stringify(all);
    case 1:
      return JSON.stringify(all, null, 2);
    case 2:
      return JSON.stringify({ [d.pick(["Records", "value", "items", "data", "hits"])]: all });
    case 3:
      return all.map((record) => JSON.stringify(record, null, d.below(3))).join(line);
    case 4:
      return all.map((record) => JSON.stringify(record)).join("");
    default:
      return all.map((record) => JSON.stringify(record)).join(line);
  }
}

function cut(d: Dice, bytes: Buffer): Buffer {
  return bytes.subarray(d.below(4) === 0 ? d.below(20) : 0, 1 + d.below(bytes.length));
}

function flipped(d: Dice, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = 1 + d.below(12); n > 0; n--) {
    const at = d.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << d.below(8));
  }
  return copy;
}

function archive(d: Dice): Buffer {
  const names = [
    "a.json",
    "../../etc/passwd",
    "C:\\x.json",
    "\u202egnp.json",
    "",
    "a\0b",
    "__MACOSX/x",
    "d/",
    "n".repeat(4000),
  ];
  const files = Array.from({ length: 1 + d.below(4) }, () => {
    const inner = Buffer.from(laidOut(d));
    const bytes = d.pick([
      inner,
      inner,
      gzipSync(inner),
      wrongZip([{ name: "inner.json", bytes: inner }]),
      d.bytes(200),
      Buffer.alloc(0),
    ]);
    return { name: d.pick(names), bytes, lie: d.below(4) === 0 ? d.below(9) - 4 : 0 };
  });
  return wrongZip(files);
}

function utf16(d: Dice): Buffer {
  const mark = d.pick(["", "\ufeff"]);
  const little = Buffer.from(`${mark}${laidOut(d)}`, "utf16le");
  const bytes = d.below(2) ? little : Buffer.from(little).swap16();
  return d.below(2) ? bytes : cut(d, bytes);
}

function rawNumber(d: Dice): string {
  return d.pick([
    "1e999",
    "-1e-999",
    "9".repeat(400),
    `0.${"1".repeat(5000)}`,
    "-0",
    "1E+400",
    "00",
    "1.",
    "NaN",
    "-Infinity",
  ]);
}

function deep(d: Dice): string {
  const levels = d.pick([150, 199, 200, 201, 1000, 100_000]);
  const inside = d.pick(["", "1", '"x"']);
  switch (d.below(4)) {
    case 0:
      return `${"[".repeat(levels)}${inside}${d.below(2) ? "]".repeat(levels) : ""}`;
    case 1:
      return `${'{"a":'.repeat(levels)}${inside || 1}${"}".repeat(levels)}\n${JSON.stringify(d.pick(RECORDS)(d))}`;
    case 2:
      return `{"Records":[{"eventName":${"[".repeat(levels)}${"]".repeat(levels)}}]}`;
    // JSON in a string in JSON: only whoever opens the string meets the depth.
    default:
      return JSON.stringify({ message: `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`, ...d.pick(RECORDS)(d) });
  }
}

function csv(d: Dice): string {
  const delimiter = d.pick([",", ";", "\t", "|"]);
  const cells = [
    "plain",
    '"quoted"',
    '"with ""doubled"""',
    '"never closed',
    'mid"quote',
    '"after"x',
    '"line\nbreak"',
    "",
    "=1+1",
    '"',
    '"""',
  ];
  const end = () => d.pick(["\n", "\n", "\n", "\r\n", "\r"]);
  const header = ["timestamp", "user", "action", d.pick(["resource", "user", "__proto__", "", "constructor"])].join(
    delimiter,
  );
  const rows = Array.from({ length: d.below(40) }, () => {
    const row = ["2026-03-11T10:00:00Z", d.pick(cells), "read", d.pick(cells), ...(d.below(9) === 0 ? ["more"] : [])];
    return row.slice(0, d.below(12) === 0 ? 2 : undefined).join(delimiter) + end();
  });
  return `${d.pick(["", "\ufeff", "# comment\n", "\n\n"])}${header}${end()}${rows.join("")}`;
}

/** Keys that objects have of themselves, that come twice, or that are far too many. */
function oddKeys(d: Dice): string {
  const good = JSON.stringify(d.pick(RECORDS)(d)).slice(1);
  const odd = d.pick([
    '"__proto__":{"polluted":true},',
    '"constructor":{"prototype":{"polluted":true}},',
    '"eventTime":"2020-01-01T00:00:00Z","eventTime":null,',
    `"number":${rawNumber(d)},`,
    '"\\u0000":1,"\\ud800":2,"":3,',
    Array.from({ length: d.below(5000) }, (_, i) => `"k${i}":${i},`).join(""),
    `"list":[${"1,".repeat(d.below(50_000))}1],`,
  ]);
  return Array.from({ length: 1 + d.below(6) }, () => `{${d.below(3) ? odd : ""}${good}`).join("\n");
}

function rawText(d: Dice): Buffer {
  const text = Buffer.from(laidOut(d));
  const put = d.pick([
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from([0]),
    Buffer.from([0xff, 0xfe]),
    Buffer.from([0xc0, 0xaf]),
    Buffer.from("\\ud800\\u0000"),
    Buffer.from([0xf4, 0x90, 0x80, 0x80]),
  ]);
  const at = d.below(text.length);
  return Buffer.concat([text.subarray(0, at), put, text.subarray(at)]);
}

/** Zeros, spaces or brackets packed to next to nothing; the limits of the test say how much is too much. */
function bomb(d: Dice): Buffer {
  const inner = Buffer.alloc(d.pick([1, 4, 16]) * MIB, d.pick(["0", " ", "[", '{"a":1}\n']));
  const packed = gzipSync(inner, { level: 9 });
  return d.pick([
    packed,
    wrongZip([{ name: "bomb", bytes: inner }]),
    gzipSync(packed),
    wrongZip([{ name: "b.gz", bytes: packed }]),
    Buffer.concat([packed, packed, packed]),
  ]);
}

const KINDS: readonly (readonly [kind: string, weight: number, make: Make])[] = [
  ["cut gzip", 6, (d) => cut(d, gzipSync(laidOut(d)))],
  ["flipped gzip", 6, (d) => flipped(d, gzipSync(laidOut(d)))],
  ["flipped zip", 8, (d) => flipped(d, archive(d))],
  ["cut zip", 4, (d) => cut(d, archive(d))],
  ["odd zip", 6, archive],
  ["bomb", 1, bomb],
  ["deep", 6, deep],
  ["utf-16", 6, utf16],
  ["bytes that are no text", 8, rawText],
  ["hostile values", 12, laidOut],
  ["uneven csv", 12, csv],
  ["cut json", 10, (d) => cut(d, Buffer.from(laidOut(d)))],
  ["flipped json", 10, (d) => flipped(d, Buffer.from(laidOut(d)))],
  ["odd keys", 8, oddKeys],
  ["any bytes", 4, (d) => d.bytes(d.below(4000))],
];

function weighted(dice: Dice): readonly [kind: string, make: Make] {
  let at = dice.below(KINDS.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [kind, weight, make] of KINDS) {
    if (at < weight) return [kind, make];
    at -= weight;
  }
  throw new Error("the weights have a sum of their own");
}

export function hostileFile(seed: number): HostileFile {
  const dice = new Dice(seed);
  if (dice.below(400) === 0) return endless(dice, seed);
  const [kind, make] = weighted(dice);
  const bytes = Buffer.from(make(dice));
  return { seed, kind, bytes, source: bufferSource(bytes, 1 + dice.below(70_000)) };
}

/** One line, one string or one cell of up to a gigabyte, made while it is read. */
function endless(dice: Dice, seed: number): HostileFile {
  const [kind, head, filling] = dice.pick([
    ["endless line", "", "x"],
    ["endless string", '{"a":"', "x"],
    ["endless cell", 'timestamp,user,action\n2026-03-11T10:00:00Z,"', "x,"],
    ["endless array", "[", "1,"],
    ["endless blanks", "", " "],
    ["endless brackets", "", "["],
    ["endless digits", "", "1"],
  ] as const);
  const size = dice.pick([64, 64, 64, 256, 1024]) * MIB;
  const piece = Buffer.alloc(MIB, filling);
  const source: ByteSource = {
    size,
    async *stream(from = 0, until = size) {
      for (let at = from; at < until; ) {
        const bytes = Buffer.from(piece.subarray(0, Math.min(MIB, until - at)));
        if (at < head.length) bytes.write(head.slice(at), 0, "latin1");
        yield bytes;
        at += bytes.length;
      }
    },
  };
  return { seed, kind: `${kind} of ${size / MIB} MB`, bytes: null, source };
}
