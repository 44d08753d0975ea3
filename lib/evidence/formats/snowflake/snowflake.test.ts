import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { snowflake } from "./format";

const logins = readLines(new URL("fixtures/login-history.ndjson", import.meta.url));
const queries = readLines(new URL("fixtures/query-history.ndjson", import.meta.url));
const utc = { ...NO_ANSWERS, zone: "UTC" };
/** The fixture's authors left the time out. */
const at = (record: unknown, more: object = {}) => ({
  ...(record as object),
  START_TIME: "2026-03-11 14:05:00.123 +0000",
  ...more,
});

it("recognises rows of its views, in both spellings, and no other table with a user name", () => {
  for (const r of [...logins, ...queries]) expect(snowflake.recognise(r, NDJSON)).toBe(1);
  expect(snowflake.recognise({ query_id: "q", query_type: "SELECT" }, NDJSON)).toBe(1);
  expect(snowflake.recognise({ USER_NAME: "a", START_TIME: "x" }, NDJSON)).toBe(0);
});

it("asks for the zone of times without one", () => {
  expect(snowflake.needs?.(logins, NDJSON, NO_ANSWERS)).toEqual(["zone"]);
  expect(snowflake.needs?.(logins, NDJSON, utc)).toEqual([]);
  expect(snowflake.needs?.([at(queries[0])], NDJSON, NO_ANSWERS)).toEqual([]);
});

it("reads a failed sign-in", () => {
  expect(eventOf(snowflake, logins[0], utc)).toMatchObject({
    occurredAt: "2024-10-08T14:38:46.061000Z",
    timeBasis: { field: "EVENT_TIMESTAMP", zone: "given" },
    actor: "luthor@lexcorp.com",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "LOGIN",
    verb: "login",
    resources: [],
    outcome: "failure",
    sourceIp: "1.2.3.4",
    session: null,
    eventId: "393754014361778",
  });
  expect(eventOf(snowflake, logins[6], utc)).toMatchObject({ action: "LOGOUT", verb: "other", outcome: "success" });
});

it("reads a file that was fetched as an export, and leaves the text of the query in the bytes", () => {
  const event = eventOf(
    snowflake,
    at(queries[1], {
      QUERY_ID: "q1",
      SESSION_ID: "77",
      DATABASE_NAME: "LOGS",
      SCHEMA_NAME: "PUBLIC",
      ROWS_PRODUCED: 1,
    }),
  );
  expect(event).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123000Z",
    actor: "LEX_LUTHOR",
    action: "GET_FILES",
    verb: "export",
    resources: [{ id: "LOGS.PUBLIC", type: "schema" }],
    outcome: "success",
    session: "77",
    trace: "q1",
    records: 1,
  });
  expect(JSON.stringify(event)).not.toContain("lex.luthor");
  expect(eventOf(snowflake, at(queries[3])).outcome).toBe("failure");
  expect(eventOf(snowflake, at(queries[4]))).toMatchObject({
    action: "CREATE_USER",
    verb: "admin",
    actorLabel: "ACCOUNTADMIN",
  });
});

it("reads what a query touched from the access history", () => {
  const row = {
    query_id: "q1",
    query_start_time: "2026-03-11 14:05:00.123 +0000",
    user_name: "JSMITH",
    direct_objects_accessed:
      '[{"objectDomain":"View","objectName":"SALES.PUBLIC.V_ORDERS","columns":[{"columnName":"EMAIL"}]}]',
    base_objects_accessed: '[{"objectDomain":"Table","objectName":"SALES.PUBLIC.ORDERS"}]',
    objects_modified: "[]",
  };
  expect(eventOf(snowflake, row)).toMatchObject({
    actor: "JSMITH",
    action: "ACCESS",
    verb: "read",
    resources: [
      { id: "SALES.PUBLIC.V_ORDERS", type: "View" },
      { id: "SALES.PUBLIC.ORDERS", type: "Table" },
    ],
    outcome: "unknown",
    trace: "q1",
  });
  const modified = { ...row, objects_modified: '[{"objectDomain":"Table","objectName":"X.Y.Z"}]' };
  expect(eventOf(snowflake, modified).verb).toBe("write");
});

it("reads a refusal, a service's query and a granted role", () => {
  const refused = at(queries[3], {
    ERROR_MESSAGE: "SQL access control error: Insufficient privileges to operate on table",
  });
  expect(eventOf(snowflake, refused).outcome).toBe("denied");
  expect(eventOf(snowflake, at(queries[0], { USER_TYPE: "SERVICE" })).actorKind).toBe("service");
  const grant = {
    CREATED_ON: "2026-03-11 14:05:00.123 +0000",
    ROLE: "ACCOUNTADMIN",
    GRANTED_TO: "USER",
    GRANTEE_NAME: "KIM",
    GRANTED_BY: "ADA",
  };
  expect(eventOf(snowflake, grant)).toMatchObject({
    actor: "ADA",
    verb: "grant",
    resources: [
      { id: "ACCOUNTADMIN", type: "role" },
      { id: "KIM", type: "USER" },
    ],
  });
});

it("answers any JSON", () => {
  expectAnswers(snowflake, {
    QUERY_TEXT: "select 1",
    QUERY_ID: "q",
    USER_NAME: "u",
    QUERY_TYPE: "SELECT",
    DIRECT_OBJECTS_ACCESSED: "[1]",
    START_TIME: "2026-03-11T10:00:00Z",
  });
});
