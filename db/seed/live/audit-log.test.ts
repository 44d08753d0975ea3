import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { m365Ual } from "@/lib/evidence/formats/m365-ual/format";
import { auditLogFile } from "./audit-log";
import { ASSISTANT, SITE } from "./cast";

const NOW = "2026-11-22T04:00:00.000000Z";
const file = auditLogFile(NOW);
const rows = parse<Record<string, string>>(file.bytes, { columns: true, bom: true });
const events = rows.flatMap((row) => m365Ual.normalise(row, { zone: null, dateOrder: null, mapping: null }));

it("is an export of Purview in which every row is an event before now", () => {
  expect(events).toHaveLength(file.expected.events);
  for (const outcome of events) {
    if (outcome.kind !== "event") throw new Error(outcome.reason);
    expect(outcome.event.occurredAt < file.coverageUntil && outcome.event.occurredAt >= file.coverageFrom).toBe(true);
  }
});

it("has the assistant read the site on behalf of nine engineers", () => {
  const answers = events.flatMap((o) => (o.kind === "event" && o.event.actor === ASSISTANT ? [o.event] : []));
  expect(answers).toHaveLength(17);
  expect(new Set(answers.map((e) => e.onBehalfOf)).size).toBe(9);
  for (const e of answers) {
    expect(e).toMatchObject({ actorKind: "agent", verb: "read" });
    expect(e.resources[0]?.id.startsWith(SITE)).toBe(true);
  }
});
