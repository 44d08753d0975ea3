import type { Step } from "@/db/seed/step";
import { ClearanceRow, PrincipalRow } from "@/lib/people/inputs";
import { importClearances } from "@/lib/people/server/import-clearances";
import { importPrincipals } from "@/lib/people/server/import-principals";
import {
  AGENT,
  ASSETS,
  CLEARED_NUMBERS,
  CONTRACTOR,
  ENGINEERING,
  ENGINEERS,
  EXPIRING_NUMBER,
  engineer,
  STEWARD_NUMBERS,
  STEWARDS,
} from "./cast";
import { TIMES } from "./times";

const YEAR = "2026-01-01T00:00:00Z";

/** The directory's people and groups, then who was cleared for what, and the grants that the change made. */
export function peopleSteps(): Step[] {
  const principals = principalRows().map((row) => PrincipalRow.parse(row));
  const clearances = clearanceRows().map((row) => ClearanceRow.parse(row));
  return [
    { at: "2026-03-11T16:58:30.000000Z", by: "responder", run: (ctx) => importPrincipals(ctx, principals) },
    { at: "2026-03-11T16:58:50.000000Z", by: "responder", run: (ctx) => importClearances(ctx, clearances) },
  ];
}

function principalRows() {
  const stewards: readonly string[] = STEWARD_NUMBERS.map((number) => engineer(number).id);
  const people = ENGINEERS.map(({ id, name, email }) => ({
    name,
    kind: "human",
    aliases: [{ value: email }, { value: id }],
    groups: [
      { name: ENGINEERING, from: "2025-09-01T00:00:00Z" },
      ...(stewards.includes(id) ? [{ name: STEWARDS, from: YEAR }] : []),
    ],
  }));
  return [
    ...people,
    { name: CONTRACTOR.name, kind: "human", aliases: [{ value: CONTRACTOR.email }] },
    { name: AGENT, kind: "agent", aliases: [{ value: AGENT }] },
  ];
}

function clearanceRows() {
  const forAll = (principal: string, until: string | null) =>
    ASSETS.map((asset) => ({ principal, asset: asset.name, from: YEAR, until }));
  return [
    { group: STEWARDS, classification: "restricted", from: YEAR },
    ...CLEARED_NUMBERS.flatMap((number) => forAll(engineer(number).name, null)),
    ...forAll(engineer(EXPIRING_NUMBER).name, TIMES.clearanceEnded),
    // Valid in the system, never in policy: the change itself is not a clearance.
    ...ASSETS.map((asset) => ({
      group: ENGINEERING,
      asset: asset.name,
      from: TIMES.opened,
      until: TIMES.closed,
      standing: "void",
    })),
  ];
}
