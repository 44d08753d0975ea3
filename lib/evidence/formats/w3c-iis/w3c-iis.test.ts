import { expect, it } from "vitest";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { w3cIis } from "./format";

const read = async (name: string) => readFixture(new URL(`fixtures/${name}.log`, import.meta.url));
const event = (record: unknown) => eventOf(w3cIis, record);

it("reads IIS 6, in UTC by contract", async () => {
  const { records, hints } = await read("iis6");
  expect(hints.container).toBe("w3c");
  expect(records).toHaveLength(12);
  expect(event(records[1])).toMatchObject({
    occurredAt: "2013-07-30T00:00:03.000000Z",
    timeBasis: { zone: "contract" },
    actor: null,
    actorKind: "unknown",
    onBehalfOf: null,
    action: "GET",
    verb: "read",
    resources: [{ id: "/some/image/path/something.htm", type: "url" }],
    outcome: "failure",
    sourceIp: "22.22.22.200",
    session: null,
  });
});

it("reads accounts in every spelling, and methods that are not HTTP's", async () => {
  const { records } = await read("iis10_edge_cases");
  expect(records).toHaveLength(15);
  expect(event(records[0])).toMatchObject({
    actor: "random\\ranuser1",
    verb: "write",
    sourceIp: "::1",
    outcome: "success",
  });
  expect(event(records[3])).toMatchObject({ actor: null, outcome: "denied" });
  expect(event(records[6])).toMatchObject({ actor: "RanDomain\\EX04$", action: "RPC_IN_DATA", verb: "other" });
  expect(event(records[13]).actor).toBe("ranuser1@random");
});

it("takes the date from the header where no column holds it", async () => {
  const { records } = await read("iis_without_date");
  expect(event(records[9])).toMatchObject({ occurredAt: "2013-07-30T00:00:12.000000Z", outcome: "success" });
});

it("reads CloudFront's tabs, host and request id", async () => {
  const { records } = await read("cloudfront");
  expect(event(records[0])).toMatchObject({
    outcome: "denied",
    sourceIp: "2001:db8::7",
    bytes: 392,
    resources: [{ id: "/report.pdf" }, { id: "files.northwind.example", type: "host" }],
    eventId: "SOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==",
  });
});

it("refuses lines of servers that are not web servers", () => {
  expect(w3cIis.normalise({ date: "2026-03-11", time: "14:05:00" }, NO_ANSWERS)[0]?.kind).toBe("reject");
});
