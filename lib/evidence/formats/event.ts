import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import type { NormalisedEvent } from "@/lib/evidence/model";
import { explainLogTime, type LogTimeRules, parseLogTime } from "@/lib/time/parse-log-time";

/** Everything of an event but its time, with what the log does not say left out. */
export type EventFields = Partial<Omit<NormalisedEvent, "occurredAt" | "timeBasis" | "action">> & { action: string };

/** An event in which everything that was not stated is null or "unknown". */
export function makeEvent(time: Pick<NormalisedEvent, "occurredAt" | "timeBasis">, fields: EventFields): Normalised {
  return {
    kind: "event",
    event: {
      occurredUntil: null,
      actor: null,
      actorLabel: null,
      actorKind: "unknown",
      onBehalfOf: null,
      verb: "other",
      resources: [],
      outcome: "unknown",
      sourceIp: null,
      sourceIpRaw: null,
      session: null,
      trace: null,
      records: null,
      bytes: null,
      eventId: null,
      identity: null,
      ...fields,
      ...time,
    },
  };
}

export type ReadTime =
  | { ok: true; time: Pick<NormalisedEvent, "occurredAt" | "timeBasis"> }
  | { ok: false; reject: Normalised };

/** Reads the time of a record from the first of these fields that is not empty. */
export function readTime(
  candidates: readonly (readonly [field: string, value: unknown])[],
  options: NormaliseOptions,
  rules: Partial<LogTimeRules> = {},
): ReadTime {
  const [field, value] = candidates.find(([, v]) => v !== undefined && v !== null && v !== "") ?? [
    candidates[0]?.[0] ?? "time",
    null,
  ];
  const time = parseLogTime(value, { zone: options.zone, dateOrder: options.dateOrder, ...rules });
  if (!time.ok) return { ok: false, reject: { kind: "reject", reason: explainLogTime(field, time) } };
  return {
    ok: true,
    time: { occurredAt: time.instant, timeBasis: { field, zone: time.zone, text: time.text } },
  };
}
