import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import type { NormalisedEvent } from "@/lib/evidence/model";
import { explainLogTime, type LogTimeRules, parseLogTime } from "@/lib/time/parse-log-time";

/** Everything of an event but its time, with what the log does not say left out. */
export type EventFields = Partial<Omit<NormalisedEvent, "occurredAt" | "timeBasis" | "action">> & { action: string };

/** An event in which everything that was not stated is null or "unknown". */
export function makeEvent(time: Pick<NormalisedEvent, "occurredAt" | "timeBasis">, fields: EventFields): Normalised {
  // Written out: spreading costs more than everything else a format does with a record.
  return {
    kind: "event",
    event: {
      occurredAt: time.occurredAt,
      occurredUntil: fields.occurredUntil ?? null,
      timeBasis: time.timeBasis,
      actor: fields.actor ?? null,
      actorLabel: fields.actorLabel ?? null,
      actorKind: fields.actorKind ?? "unknown",
      onBehalfOf: fields.onBehalfOf ?? null,
      action: fields.action,
      verb: fields.verb ?? "other",
      resources: fields.resources ?? [],
      outcome: fields.outcome ?? "unknown",
      sourceIp: fields.sourceIp ?? null,
      sourceIpRaw: fields.sourceIpRaw ?? null,
      session: fields.session ?? null,
      trace: fields.trace ?? null,
      records: fields.records ?? null,
      bytes: fields.bytes ?? null,
      eventId: fields.eventId ?? null,
      identity: fields.identity ?? null,
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
  const [field, value] = candidates.find(isFilled) ?? [candidates[0]?.[0] ?? "time", null];
  const time = parseLogTime(value, {
    zone: rules.zone === undefined ? options.zone : rules.zone,
    dateOrder: rules.dateOrder === undefined ? options.dateOrder : rules.dateOrder,
    ...(rules.contractZone === undefined ? {} : { contractZone: rules.contractZone }),
  });
  if (!time.ok) return { ok: false, reject: { kind: "reject", reason: explainLogTime(field, time) } };
  return {
    ok: true,
    time: { occurredAt: time.instant, timeBasis: { field, zone: time.zone, text: time.text } },
  };
}

function isFilled([, value]: readonly [string, unknown]): boolean {
  return value !== undefined && value !== null && value !== "";
}
