import { customType } from "drizzle-orm/pg-core";
import type { Instant } from "@/lib/time/instant";

/** `timestamptz` read and written as an Instant, so that microseconds survive (a Date has milliseconds). */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => "timestamptz",
  fromDriver: (value) => fromPostgres(value),
  toDriver: (value) => value,
});

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

export const inet = customType<{ data: string; driverData: string }>({ dataType: () => "inet" });

/** PostgreSQL's own text of a timestamptz in UTC → Instant. Sessions run with TimeZone=UTC. */
export function fromPostgres(text: string): Instant {
  const fraction = text.length > 22 ? text.slice(20, text.length - 3) : "";
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${`${fraction}000000`.slice(0, 6)}Z`;
}

/** A CHECK's list of words, built from the constant that the inputs use too. */
export function words(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
}
