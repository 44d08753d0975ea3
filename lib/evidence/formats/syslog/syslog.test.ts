import { expect, it } from "vitest";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { syslog } from "./format";

const read = async (name: string) => readFixture(new URL(`fixtures/${name}.log`, import.meta.url));
const old = await read("rfc3164");
const modern = await read("rfc5424");
const auth = await read("auth");
const event = (record: unknown) => eventOf(syslog, record);
const answered = { ...NO_ANSWERS, zone: "America/New_York", year: 2012 };

it("asks for the year and the zone that old lines leave out, and for nothing where both are stated", () => {
  expect(syslog.needs?.(old.records, old.hints, NO_ANSWERS)).toEqual(["year", "zone"]);
  expect(syslog.needs?.(old.records, old.hints, answered)).toEqual([]);
  for (const { records, hints } of [modern, auth]) expect(syslog.needs?.(records, hints, NO_ANSWERS)).toEqual([]);
});

it("reads an old line with the answers, and refuses it without", () => {
  expect(eventOf(syslog, old.records[2], answered)).toMatchObject({
    occurredAt: "2012-01-22T12:53:01.000000Z",
    timeBasis: { zone: "given", text: "Jan 22 07:53:01" },
    actor: "root",
    actorKind: "unknown",
    action: "CMD",
    verb: "execute",
    outcome: "unknown",
    resources: [
      { id: "touch /var/run/crond.somecheck", type: "command" },
      { id: "myhostname.myhost.com", type: "host" },
    ],
    sourceIp: null,
  });
  expect(syslog.normalise(old.records[2], NO_ANSWERS)).toEqual([
    { kind: "reject", reason: 'time without a year ("Jan 22 07:53:01"), and no year was given for this source' },
  ]);
});

it("reads fractions, single-digit days, lines without a host, and passes over the logger's own notes", () => {
  const at = (i: number) => syslog.normalise(old.records[i], answered)[0];
  expect(eventOf(syslog, old.records[10], answered).occurredAt).toBe("2012-03-24T03:01:18.123000Z");
  expect(eventOf(syslog, old.records[14], answered)).toMatchObject({
    occurredAt: "2012-02-06T20:16:30.000000Z",
    action: "process",
  });
  expect(eventOf(syslog, old.records[16], answered)).toMatchObject({ action: "kernel", resources: [] });
  expect(eventOf(syslog, old.records[17], answered)).toMatchObject({
    action: "kernel",
    resources: [{ id: "victoria" }],
  });
  expect([6, 15].map((i) => at(i)?.kind)).toEqual(["skip", "skip"]);
  expect([7, 13].map((i) => at(i))).toEqual(Array(2).fill({ kind: "reject", reason: "not a line of syslog" }));
});

it("reads RFC 5424", () => {
  expect(event(modern.records[5])).toMatchObject({
    occurredAt: "2021-03-06T04:07:38.263426Z",
    actor: null,
    action: "systemd",
    verb: "other",
    outcome: "unknown",
    resources: [{ id: "hostname", type: "host" }],
  });
  expect(event(modern.records[0]).action).toBe("log_tag");
  expect(event(auth.records[5])).toMatchObject({ action: "ID47", occurredAt: "2026-03-11T13:05:05.003000Z" });
});

it("knows what sshd, sudo and usermod say", () => {
  expect(auth.records.slice(0, 5).map(event)).toMatchObject([
    { actor: "kim", action: "ssh_login", verb: "login", outcome: "success", sourceIp: "203.0.113.7" },
    { actor: "oracle", action: "ssh_login", verb: "login", outcome: "failure", sourceIp: "2001:db8::7" },
    {
      actor: "kim",
      verb: "execute",
      outcome: "success",
      resources: [{ id: "/usr/bin/cat /etc/shadow" }, { id: "root" }, {}],
    },
    { actor: "mo", verb: "execute", outcome: "denied" },
    { actor: null, verb: "grant", resources: [{ id: "mo", type: "user" }, {}] },
  ]);
});
