import { expect, it } from "vitest";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { kubernetesAudit } from "./format";

const eks = await readFixture(new URL("fixtures/eks.ndjson", import.meta.url));
const madeUp = await readFixture(new URL("fixtures/made-up.ndjson", import.meta.url));
const event = (record: unknown) => eventOf(kubernetesAudit, record);

it("recognises events in every export", () => {
  for (const { records, hints } of [eks, madeUp])
    for (const record of records) expect(kubernetesAudit.recognise(record, hints)).toBeGreaterThan(0.8);
});

it("reads a refused watch of a service account", () => {
  expect(event(eks.records[1])).toMatchObject({
    occurredAt: "2022-11-29T22:34:06.892000Z",
    timeBasis: { field: "requestReceivedTimestamp", zone: "contract" },
    actor: "system:serviceaccount:kube-system:coredns",
    actorLabel: "5e4461f9-f529-4e66-9343-0b0cc9452284",
    actorKind: "service",
    onBehalfOf: null,
    action: "watch",
    verb: "list",
    resources: [{ id: "endpointslices", type: "endpointslices", name: null }],
    outcome: "denied",
    sourceIp: "10.0.27.115",
    session: null,
    trace: "e2626946-90e1-4d0c-829e-ad5a78572926",
  });
});

it("refuses what its authors left without a time or a verb, and says so", () => {
  expect(eks.records.slice(4).map((record) => kubernetesAudit.normalise(record, NO_ANSWERS)[0])).toEqual([
    { kind: "reject", reason: "no verb: not an audit event" },
    ...Array(3).fill({ kind: "reject", reason: "no time: requestReceivedTimestamp is missing or empty" }),
  ]);
});

it("counts a request once, at its end, with the one who was impersonated and the token", () => {
  expect(kubernetesAudit.normalise(madeUp.records[0], NO_ANSWERS)).toEqual([
    { kind: "skip", reason: "a request announced; its end is a record of its own" },
  ]);
  expect(event(madeUp.records[1])).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.123456Z",
    actor: "kim@northwind.example",
    actorKind: "unknown",
    onBehalfOf: "system:serviceaccount:billing:agent",
    action: "get",
    verb: "read",
    resources: [{ id: "secrets/billing/db-password", type: "secrets", name: "db-password" }],
    outcome: "success",
    sourceIp: "10.1.2.3",
    sourceIpRaw: "10.1.2.3, 203.0.113.7",
    session: "JTI=5d2c",
  });
});

it("takes a command in a pod for an execution, in each of the three shapes it comes in", () => {
  const expected = {
    actor: "system:serviceaccount:billing:agent",
    actorKind: "service",
    action: "create pods/exec",
    verb: "execute",
    resources: [{ id: "pods/billing/worker-0", type: "pods", name: "worker-0" }],
    outcome: "success",
    occurredAt: "2026-03-11T14:06:00.000000Z",
    identity: "8b1c0f5e-3f7a-4c55-9d5e-5a3a1c0b7d02",
  };
  for (const i of [2, 5, 6]) expect(event(madeUp.records[i])).toMatchObject(expected);
});

it("names the role that a binding gives and who gets it", () => {
  expect(event(madeUp.records[3])).toMatchObject({
    verb: "grant",
    session: "AKIAEXAMPLE",
    actorLabel: "arn:aws:iam::123456789012:user/kim",
    resources: [
      { id: "clusterrolebindings/agent-admin" },
      { id: "clusterroles/cluster-admin", type: "ClusterRole" },
      { id: "system:serviceaccount:billing:agent", type: "ServiceAccount" },
    ],
  });
});

it("takes the list of secrets for a read of them all, refused here", () => {
  expect(event(madeUp.records[4])).toMatchObject({ verb: "read", outcome: "denied", resources: [{ id: "secrets" }] });
});
