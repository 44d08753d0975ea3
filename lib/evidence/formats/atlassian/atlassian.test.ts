import { expect, it } from "vitest";
import { eventOf, expectAnswers, NO_ANSWERS, readFixture, readLines } from "@/lib/evidence/formats/testing";
import { atlassian } from "./format";

const organisation = readLines(new URL("fixtures/organisation.ndjson", import.meta.url));
const products = readLines(new URL("fixtures/products.ndjson", import.meta.url));
const bitbucket = (await readFixture(new URL("fixtures/bitbucket.log", import.meta.url))).records;

it("recognises every product's records, and no other record with a summary", () => {
  for (const r of [...organisation, ...products, ...bitbucket]) expect(atlassian.recognise(r)).toBe(1);
  expect(atlassian.recognise({ summary: "x", category: "y", created: "2026-03-11" })).toBe(0);
});

it("reads an administrator who signed in as somebody else", () => {
  expect(eventOf(atlassian, organisation[0])).toMatchObject({
    occurredAt: "2022-12-15T00:35:15.890000Z",
    timeBasis: { field: "attributes.time", zone: "stated" },
    actor: "example.admin@example.com",
    actorLabel: "Example Admin",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "user_logged_in_as_user",
    verb: "login",
    resources: [
      { id: "example.user@example.io", type: "users" },
      { id: "12345678-abcd-9012-efgh-1234567890abcd", type: "sites", name: "example" },
    ],
    outcome: "success",
    sourceIp: null,
    session: null,
    eventId: "2508d209-3336-4763-89a0-aceaf1322fcf",
  });
});

it("reads Confluence, Jira and Data Center", () => {
  expect(eventOf(atlassian, products[0])).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.962000Z",
    actor: "df856b17d84fcf010f11fcfc",
    actorLabel: "Kim Park",
    action: "Space permission added",
    verb: "grant",
    resources: [
      { id: "Service Catalogue", type: "Space" },
      { id: "Robin Day", type: "User" },
    ],
    sourceIp: "203.0.113.7",
  });
  expect(eventOf(atlassian, products[1])).toMatchObject({
    occurredAt: "2026-03-11T14:06:00.123000Z",
    actor: "5e72294a9858860c3eb10c8b",
    verb: "grant",
    resources: [
      { id: "site-admins", type: "GROUP" },
      { id: "u-2", type: "USER", name: "Robin Day" },
    ],
  });
  expect(eventOf(atlassian, products[2])).toMatchObject({
    occurredAt: "2026-03-11T14:07:00.398000Z",
    actor: "Kim Park",
    action: "Space exported",
    verb: "export",
    resources: [{ id: "98306", type: "Space", name: "Plans" }],
    sourceIp: "203.0.113.9",
  });
});

it("reads Bitbucket's lines, addresses in a list and nothing where a dash stands", () => {
  expect(eventOf(atlassian, bitbucket[2])).toMatchObject({
    occurredAt: "2014-05-21T14:09:33.433000Z",
    timeBasis: { zone: "epoch" },
    actor: "jsmith",
    action: "RepositoryCreatedEvent",
    verb: "write",
    resources: [{ id: "PROJECT/myproject", type: "entity", name: "my-repo" }],
    sourceIp: "63.246.22.199",
    session: "tmpqqw",
    trace: "@8KJQAGx969x543x0",
  });
  expect(eventOf(atlassian, bitbucket[4])).toMatchObject({ actor: null, verb: "login", resources: [], session: null });
  expect(eventOf(atlassian, bitbucket[0])).toMatchObject({
    resources: [{}, { id: "refs/heads/random-cleanups", type: "ref" }],
  });
});

it("refuses another line, and answers any JSON", () => {
  expect(atlassian.normalise("1.2.3.4 | x", NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "not a line of the Bitbucket audit log" },
  ]);
  expect(atlassian.recognise("GET /")).toBe(0);
  expectAnswers(atlassian, {
    attributes: { action: "x", time: "2026-03-11T10:00:00Z", actor: {}, context: [1] },
    summary: "s",
    category: "c",
    creationDate: 1,
    remoteAddress: "x",
  });
});
