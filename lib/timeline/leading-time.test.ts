import { expect, test } from "vitest";
import { splitLeadingTime } from "./leading-time";

test.each([
  ["14:05 agent stopped", "14:05", "agent stopped"],
  ["14h05 agent stopped", "14h05", "agent stopped"],
  ["14:05:33Z - token revoked", "14:05:33Z", "token revoked"],
  ["yesterday 9:10 first read", "yesterday 9:10", "first read"],
  ["14:05 yesterday: first read", "14:05 yesterday", "first read"],
  ["20 min ago token revoked", "20 min ago", "token revoked"],
  ["2h ago: token revoked", "2h ago", "token revoked"],
  ["2026-03-11T14:05:00.123456Z call", "2026-03-11T14:05:00.123456Z", "call"],
  ["2026-03-11 14:05 UTC call", "2026-03-11 14:05 UTC", "call"],
  ["  14:05  two\nlines", "14:05", "two\nlines"],
])("“%s” begins with a time", (text, time, rest) => {
  expect(splitLeadingTime(text)).toEqual({ time, rest });
});

test.each([
  "agent stopped at 14:05",
  "14:05",
  "3 engineers had access",
  "25:00 is no time",
  "14:60 neither",
  "10.0.0.1 called",
  "20 min agony",
  "",
])("“%s” does not", (text) => expect(splitLeadingTime(text)).toBeNull());
