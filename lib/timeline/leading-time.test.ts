import { expect, test } from "vitest";
import { readNaturalTime } from "@/lib/time/natural";
import { readLeadingTime } from "./leading-time";

const context = { now: "2026-11-20T16:02:41.500000Z", zone: "Europe/Berlin" };

test.each([
  ["14:05 agent stopped", "14:05", "agent stopped"],
  ["14h05 agent stopped", "14h05", "agent stopped"],
  ["14u05 agent stopped", "14u05", "agent stopped"],
  ["14:05:33Z - token revoked", "14:05:33Z", "token revoked"],
  ["yesterday 9:10 first read", "yesterday 9:10", "first read"],
  ["14:05 yesterday: first read", "14:05 yesterday", "first read"],
  ["Monday 22:00 first read", "Monday 22:00", "first read"],
  ["20 min ago token revoked", "20 min ago", "token revoked"],
  ["2h ago: token revoked", "2h ago", "token revoked"],
  ["T-45m token revoked", "T-45m", "token revoked"],
  ["2pm token revoked", "2pm", "token revoked"],
  ["2026-03-11T14:05:00.123456Z call", "2026-03-11T14:05:00.123456Z", "call"],
  ["2026-03-11 14:05 UTC call", "2026-03-11 14:05 UTC", "call"],
  ["2023-07-10 13:58 CEST key used", "2023-07-10 13:58 CEST", "key used"],
  ["2023-07-10 13:58 +02:00 key used", "2023-07-10 13:58 +02:00", "key used"],
  ["2023-07-10 13:58+0200: key used", "2023-07-10 13:58+0200", "key used"],
  ["14:05 UTC+2 key used", "14:05 UTC+2", "key used"],
  ["14:05 EST key used", "14:05 EST", "key used"],
  ["14:05 America/New_York, key used", "14:05 America/New_York", "key used"],
  ["10 jul 2023 14:08 key used", "10 jul 2023 14:08", "key used"],
  ["10 July 2023 at 14:08 BST — key used", "10 July 2023 at 14:08 BST", "key used"],
  ["Jul 10, 2023 14:08 key used", "Jul 10, 2023 14:08", "key used"],
  ["10 jul 2023 key made", "10 jul 2023", "key made"],
  ["2023-07-10 key made", "2023-07-10", "key made"],
  ["  14:05  two\nlines", "14:05", "two\nlines"],
  ["14:05\nthe next line", "14:05", "the next line"],
])("“%s” begins with a time, the one that a time field reads", (text, time, rest) => {
  expect(readLeadingTime(text, context)).toEqual({ time, rest, reading: readNaturalTime(time, context) });
});

test.each([
  ["14:05 on Slack he asked", "on Slack he asked"],
  ["14:05 GET /users answered 200", "GET /users answered 200"],
  ["14:05 bot wrote to the forum", "bot wrote to the forum"],
  ["14:05 may be the agent", "may be the agent"],
  ["14:05 sun went down", "sun went down"],
  ["14:05 met the vendor", "met the vendor"],
  ["14:05 --force was used", "--force was used"],
])("what follows the time in “%s” stays text", (text, rest) => {
  expect(readLeadingTime(text, context)).toMatchObject({ time: "14:05", rest });
});

test("an interval gives the entry its start and keeps its end in the text", () => {
  const text = "between 14:05 and 14:20 the agent ran";
  expect(readLeadingTime(text, context)).toMatchObject({ time: "between 14:05 and 14:20", rest: text });
});

test("a date that reads two ways, and a time that never was, are told and not passed over", () => {
  expect(readLeadingTime("3/4/2026 14:05 key used", context)?.reading.kind).toBe("ambiguous");
  expect(readLeadingTime("2026-03-29 02:30 key used", context)?.reading.kind).toBe("unread");
  expect(readLeadingTime("2026-02-30 14:05 key used", context)?.reading.kind).toBe("unread");
});

test.each([
  "agent stopped at 14:05",
  "14:05",
  "14:05 -",
  "3 engineers had access",
  "25:00 is no time",
  "14:60 neither",
  "10.0.0.1 called",
  "20 min agony",
  "2 May deployments failed",
  "2026 was the year",
  "today we saw it",
  "now the agent is stopped",
  "",
])("“%s” does not", (text) => expect(readLeadingTime(text, context)).toBeNull());
