import { describe, expect, it } from "vitest";
import { START } from "./cut";
import { CONTAINER_LIMITS } from "./limits";
import { readRecords } from "./read-records";
import { readAll } from "./testing";

const log = `#Software: Microsoft Internet Information Services 10.0
#Date: 2026-03-11 14:00:00
#Fields: time cs-username sc-status
14:05:00 kim 200

14:05:01  mo 401
14:05:02 200
#Date: 2026-03-12 00:00:00
#Fields: date time c-ip cs(User-Agent)
2026-03-12 00:00:01 203.0.113.7 "a ""b"" c"
2026-03-12\t00:00:02\t203.0.113.8\td e
`;

const expected = [
  { time: "14:05:00", "cs-username": "kim", "sc-status": "200", "#Date": "2026-03-11 14:00:00" },
  { time: "14:05:01", "cs-username": "mo", "sc-status": "401", "#Date": "2026-03-11 14:00:00" },
  "holds 2 cells where 3 columns are named",
  { date: "2026-03-12", time: "00:00:01", "c-ip": "203.0.113.7", "cs(User-Agent)": 'a "b" c' },
  { date: "2026-03-12", time: "00:00:02", "c-ip": "203.0.113.8", "cs(User-Agent)": "d e" },
];

describe("W3C extended logs", () => {
  it("names the cells of each line by the columns named last, wherever the pieces are split", async () => {
    for (const pieceBytes of [1, 7, 64, 4096]) {
      const { cuts, spec, decoded } = await readAll(Buffer.from(log), { pieceBytes });
      expect(spec).toEqual({ container: "w3c" });
      expect(cuts.map((cut) => cut.reason ?? cut.value)).toEqual(expected);
      expect(cuts.map((cut) => cut.record)).toEqual([1, 2, 3, 4, 5]);
      const [first] = cuts;
      expect(decoded.subarray(first?.offset, (first?.offset ?? 0) + (first?.length ?? 0)).toString()).toBe(
        "14:05:00 kim 200",
      );
    }
  });

  it("goes on in the middle with the columns it had", async () => {
    const bytes = Buffer.from(log);
    const at = bytes.indexOf("14:05:01");
    const reading = { limits: CONTAINER_LIMITS, isRecord: () => false };
    const before = [];
    let position = START;
    for await (const batch of readRecords(one(bytes.subarray(0, at)), reading)) {
      before.push(...batch.cuts);
      position = batch.position;
    }
    for await (const batch of readRecords(one(bytes.subarray(at)), {
      ...reading,
      spec: { container: "w3c" },
      from: position,
    }))
      before.push(...batch.cuts);
    expect(before.map((cut) => cut.reason ?? cut.value)).toEqual(expected);
  });
});

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

it("takes lines of text logs for lines, even where commas or bars would make a table of them", async () => {
  for (const line of [
    "CEF:0|security|threatmanager|1.0|100|trojan stopped|10|src=10.0.0.192",
    "<34>Oct 11 22:14:15 host su: failed, for, lonvick, on, pts",
    "Mar 11 14:05:00 host app[1]: a,b,c,d,e,f",
    "<165>1 2026-03-11T14:05:00Z host app - ID47 - a,b,c,d,e",
    '203.0.113.7 - kim [11/Mar/2026:14:05:00 +0000] "GET /a,b,c,d,e HTTP/1.1" 200 1',
  ])
    expect((await readAll(Buffer.from(`${line}\n`.repeat(4)))).spec, line).toEqual({ container: "lines" });
});
