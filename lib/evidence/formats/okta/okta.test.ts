import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { okta } from "./format";

const options: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
const hints: RecogniseHints = { filename: "okta.json", container: "ndjson" };
const records: unknown[] = readFileSync(new URL("fixtures/system-log.ndjson", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const first = (record: unknown) => okta.normalise(record, options)[0];

it("recognises events in either spelling", () => {
  const claimed = records.filter((r) => okta.recognise(r, hints) > 0);
  expect(claimed.length / records.length).toBeGreaterThan(0.9);
});

it("reads a grant, in UTC by contract, without an outcome that is not stated", () => {
  expect(first(records[0])).toMatchObject({
    kind: "event",
    event: {
      occurredAt: "2022-03-22T14:21:53.225000Z",
      timeBasis: { field: "published", zone: "contract" },
      actor: "homer@springfield.gov",
      actorLabel: "Homer Simpson",
      actorKind: "human",
      action: "user.session.impersonation.grant",
      verb: "grant",
      outcome: "unknown",
      sourceIp: "1.1.1.1",
    },
  });
});

it("reads a refused sign-in with session, target and address", () => {
  expect(first(records[20])).toMatchObject({
    event: {
      actor: "casey.hill@hey.com",
      verb: "login",
      outcome: "failure",
      sourceIp: "99.108.5.25",
      session: "idxvF50v_5sT2-GOA7_K0Amyw",
      trace: expect.any(String),
    },
  });
});

it("does not take the word unknown for a name", () => {
  const record = {
    published: "2026-03-11T10:00:00Z",
    eventType: "user.session.start",
    actor: { alternateId: "unknown", displayName: "Okta Dashboard", type: "PublicClientApp" },
    outcome: { result: "DENY" },
  };
  expect(first(record)).toMatchObject({ event: { actor: "Okta Dashboard", actorKind: "service", outcome: "denied" } });
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc.record({
    eventType: fc.constant("x"),
    published: fc.constant("2026-03-11T10:00:00Z"),
    actor: fc.jsonValue(),
    target: fc.jsonValue(),
    request: fc.jsonValue(),
    outcome: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      okta.recognise(record, hints);
      expect(okta.normalise(record, options).length).toBeGreaterThan(0);
    }),
  );
});
