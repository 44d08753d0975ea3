import { expect, test } from "vitest";
import { recogniseSource } from "./recognise-source";

const read = (records: unknown[]) =>
  recogniseSource({
    records,
    firstReject: null,
    spec: { container: "ndjson" } as never,
    filename: "audit.ndjson",
    answers: {},
    statedSystem: null,
  }).reading;

const call = (more: object) => ({
  apiVersion: "audit.k8s.io/v1",
  kind: "Event",
  verb: "get",
  user: { username: "ann" },
  objectRef: { resource: "pods", name: "web" },
  ...more,
});

test("what has the shape of a log and cannot be read is said beside what it was recognised by", () => {
  const timed = call({ requestReceivedTimestamp: "2026-03-01T12:00:00Z" });
  const { format, reasons } = read([timed, call({}), call({}), call({ verb: undefined })]);
  expect(format).toBe("kubernetes-audit");
  expect(reasons).toEqual([
    "4 of the first 4 records have the shape of Kubernetes audit log.",
    expect.stringMatching(/^3 of these 4 cannot be read, mostly: .*requestReceivedTimestamp/),
  ]);
  expect(read([timed]).reasons).toHaveLength(1);
});
