import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { TRUTH } from "../truth";
import { forumAdviceLogs } from "./all-logs";

const files = forumAdviceLogs();

it("writes the same bytes every time", () => {
  const hash = (f: { bytes: Buffer }) => createHash("sha256").update(f.bytes).digest("hex");
  expect(forumAdviceLogs().map(hash)).toEqual(files.map(hash));
});

it("tells of 23 people who read in the window, 14 of them uncleared, just under two hours", () => {
  expect(TRUTH.readers).toHaveLength(23);
  expect(TRUTH.uncleared).toHaveLength(14);
  expect(TRUTH.exposedMs).toBe(7_005_000);
  expect(TRUTH.gapMs).toBe(360_000);
});

it("holds about sixty thousand events, duplicates between two deliveries, and seven lines that cannot be read", () => {
  const sum = (key: "events" | "duplicates" | "rejects") => files.reduce((n, f) => n + f.expected[key], 0);
  expect(sum("events")).toBeGreaterThan(58_000);
  expect(sum("events")).toBeLessThan(62_000);
  expect(sum("duplicates")).toBeGreaterThan(500);
  expect(sum("rejects")).toBe(7);
});

it("agrees with a plain count of the cloud log's own lines", () => {
  const seen = new Map<
    string,
    {
      eventTime: string;
      eventName: string;
      errorCode?: string;
      resources?: { ARN?: string }[];
      userIdentity: { arn: string; sessionContext: { sourceIdentity?: string } };
    }
  >();
  for (const file of files.filter((f) => f.filename.endsWith(".gz"))) {
    for (const record of JSON.parse(gunzipSync(file.bytes).toString()).Records) seen.set(record.eventID, record);
  }
  const read = [...seen.values()].filter(
    (e) =>
      e.eventTime >= "2026-03-11T15:06:20Z" &&
      e.eventTime < "2026-03-11T17:03:05Z" &&
      !e.errorCode &&
      (e.resources ?? []).some((r) => /user-profiles$|support-conversations$|northwind-user-data/.test(r.ARN ?? "")),
  );
  const people = new Set(
    read.map((e) => e.userIdentity.sessionContext.sourceIdentity ?? e.userIdentity.arn.split("/").pop()),
  );
  expect(people.size).toBe(23);
  expect(read).toHaveLength(TRUTH.assets.reduce((n, a) => n + a.accesses, 0));
  expect(
    [...seen.values()].filter((e) => e.eventTime >= "2026-03-11T15:58:00Z" && e.eventTime < "2026-03-11T16:04:00Z"),
  ).toEqual([]);
});
