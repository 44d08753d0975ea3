import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { githubAudit } from "./format";

const options: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
const hints: RecogniseHints = { filename: "audit.json", container: "ndjson" };
const records: unknown[] = readFileSync(new URL("fixtures/audit.ndjson", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const first = (record: unknown) => githubAudit.normalise(record, options)[0];
const of = (action: string) => records.find((r) => (r as { action: string }).action === action);

it("recognises most of what detection authors keep, and nothing without an action of two words", () => {
  const claimed = records.filter((r) => githubAudit.recognise(r, hints) > 0);
  expect(claimed.length / records.length).toBeGreaterThan(0.9);
  expect(githubAudit.recognise({ action: "view", actor: "a", org: "o", created_at: 1 }, hints)).toBe(0);
});

it("reads milliseconds, who, what and on which repository", () => {
  expect(first(records[0])).toMatchObject({
    kind: "event",
    event: {
      occurredAt: "2021-05-18T02:31:58.553000Z",
      timeBasis: { field: "created_at", zone: "epoch" },
      actor: "cat",
      actorKind: "unknown",
      action: "protected_branch.destroy",
      verb: "admin",
      outcome: "success",
      resources: [
        { id: "my-org/my-repo", type: "repository" },
        { id: "my-org", type: "organisation" },
      ],
    },
  });
});

it("takes a clone for a read, a membership for a grant, and its end for the revocation", () => {
  expect(first(of("git.clone"))).toMatchObject({
    event: {
      verb: "read",
      sourceIp: "5.6.7.8",
      session: "0771cae4d170dc02a6ff393d9946cd684d6145c1=",
      eventId: "KCYtigpnShPBSohA4OXbRg==",
    },
  });
  expect(first(of("org.add_member"))).toMatchObject({ event: { verb: "grant" } });
  expect(first(of("org.remove_member"))).toMatchObject({ event: { verb: "revoke", onBehalfOf: null } });
  expect(first(of("git.push"))).toMatchObject({ event: { verb: "write" } });
});

it("has an agent act on behalf of the user it names", () => {
  const record = {
    "@timestamp": 1_773_237_900_000,
    action: "git.push",
    actor: "copilot-swe-agent",
    actor_is_agent: true,
    agent_session_id: "s-1",
    user: "kim",
    repo: "northwind/web",
  };
  expect(first(record)).toMatchObject({
    event: { actorKind: "agent", onBehalfOf: "kim", session: "s-1", resources: [{ id: "northwind/web" }] },
  });
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc.record({
    action: fc.constantFrom("git.push", "constructor"),
    actor: fc.jsonValue(),
    created_at: fc.jsonValue(),
    repo: fc.jsonValue(),
    user: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      githubAudit.recognise(record, hints);
      expect(githubAudit.normalise(record, options).length).toBeGreaterThan(0);
    }),
  );
});
