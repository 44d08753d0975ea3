import { expect, it } from "vitest";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { webAccess } from "./format";

const apache = (await readFixture(new URL("fixtures/apache.log", import.meta.url))).records;
const nginx = (await readFixture(new URL("fixtures/nginx.log", import.meta.url))).records;
const event = (record: unknown) => eventOf(webAccess, record);

it("reads the common format, where nobody is named", () => {
  expect(event(apache[0])).toMatchObject({
    occurredAt: "2016-01-13T19:31:16.000000Z",
    timeBasis: { zone: "stated", text: "13/Jan/2016:19:31:16 +0000" },
    actor: null,
    actorKind: "unknown",
    onBehalfOf: null,
    action: "GET",
    verb: "read",
    resources: [{ id: "/wp-content/themes/darkmode/header.php", type: "url" }],
    outcome: "success",
    sourceIp: "10.0.0.1",
    bytes: 494,
    session: null,
  });
});

it("reads zones, virtual hosts, a name, requests with quotes in them, and a line that is cut off", () => {
  expect(event(apache[4]).occurredAt).toBe("2016-01-13T17:31:20.000000Z");
  expect(event(apache[7])).toMatchObject({ sourceIp: "46.118.127.106", bytes: 235 });
  expect(event(apache[8])).toMatchObject({
    sourceIp: "10.1.1.2",
    resources: [{ id: "/wp-content/themes/darkmode/evil.php" }, { id: "plaso.log2timeline.net:443", type: "host" }],
  });
  expect(event(apache[12])).toMatchObject({
    outcome: "failure",
    bytes: 1164,
    resources: [{ id: "/aaaa.xxxx/SomeText" }],
  });
  expect(event(apache[14])).toMatchObject({
    actor: "pyllyukko@EXAMPLE.COM",
    occurredAt: "2019-11-16T07:46:42.000000Z",
  });
});

it("reads nginx, a list of forwarded addresses, and what was no request", () => {
  expect(event(nginx[1])).toMatchObject({ occurredAt: "2016-10-25T12:49:34.000000Z", outcome: "failure", bytes: 571 });
  expect(event(nginx[12])).toMatchObject({ sourceIp: "192.168.0.1", bytes: 7_648_063 });
  expect(event(nginx[14])).toMatchObject({ sourceIp: "67.43.156.14", sourceIpRaw: "10.0.0.2, 10.0.0.1, 67.43.156.14" });
  expect(event(nginx[15])).toMatchObject({
    action: "\\x16\\x03\\x01",
    verb: "other",
    outcome: "failure",
    resources: [],
  });
});

it("refuses other lines quickly, however they repeat themselves", () => {
  for (const line of ["hello", `a ${'b [1/Jan/2026:00:00:00 +0000] "'.repeat(5000)}`, `${"a ".repeat(50_000)}[`])
    expect(webAccess.normalise(line, NO_ANSWERS)[0]?.kind).toBe("reject");
});
