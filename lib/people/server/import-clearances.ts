import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assets, clearances, principalAliases, principals } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import type { ClearanceRow } from "../inputs";
import type { ChangePart, ImportChange, ImportResult } from "../views";
import { clearanceSeenBy } from "./clearance-seen";
import { asPlanned, type ImportOptions, rowsToTake, trying } from "./import-plan";
import { type BadLine, inChunks, lockPeople } from "./import-rows";
import { principalsNamed } from "./known-people";

type NewClearance = Omit<typeof clearances.$inferInsert, "recordedAt" | "recordedBy">;

/** A clearance with the words of whom and what it names. */
interface Wanted {
  values: NewClearance;
  who: string;
  what: string;
}

type Current = Wanted & { values: typeof clearances.$inferSelect; left: string | null };

/**
 * Takes a list of clearances by names, all or nothing; one that is already there changes nothing. A principal may be
 * named by an alias. Where the file is `complete`, what it leaves out of the assets and classifications that it names
 * ended at `asOf`.
 */
export async function importClearances(
  ctx: Ctx,
  given: ClearanceRow[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  const actor = requirePermission(ctx, "respond");
  const work = inTransaction(ctx, async (tx) => {
    await lockPeople(tx);
    const current = await currentOf(tx, ctx);
    const { wanted, wrong } = await resolveNames(tx, given, current, options);
    const keys = new Set(current.map(({ values }) => keyOf(values)));
    const fresh = new Map<string, Wanted>();
    for (const one of wanted) if (!keys.has(keyOf(one.values))) fresh.set(keyOf(one.values), one);
    const gone = options.complete ? leftOut(wanted, current, options.asOf ?? "") : [];
    await apply(tx, [...fresh.values()], gone, { recordedAt: ctx.now(), recordedBy: actor.name });
    const changes = changesOf([...fresh.values()], gone);
    const counts = { created: fresh.size, updated: 0, gone: gone.length };
    const result = { ...counts, unchanged: wanted.length - fresh.size };
    if (changes.length > 0) {
      await enqueueExposures(tx);
      await audit(tx, ctx, "clearances_imported", null, result);
    }
    return asPlanned(result, changes, wrong, options);
  });
  return trying(work);
}

async function resolveNames(
  tx: Transaction,
  rows: ClearanceRow[],
  recorded: readonly Current[],
  options: ImportOptions,
): Promise<{ wanted: Wanted[]; wrong: BadLine[] }> {
  const people = await peopleIn(tx, rows);
  const current = await tx.select({ id: assets.id, name: assets.name }).from(assets).where(isNull(assets.supersededAt));
  const assetIds = new Map(current.map(({ id, name }) => [name, id]));
  const wrong: BadLine[] = [];
  for (const [i, { principal, asset }] of rows.entries()) {
    const line = i + 1;
    const found = principal ? (people.get(principal) ?? []) : [];
    if (principal && found.length === 0) {
      wrong.push({ line, message: `There is no principal named "${principal}". Import it first.` });
    } else if (found.length > 1) {
      const names = found.map(({ name }) => name).join(" and ");
      wrong.push({ line, message: `"${principal}" names ${names}, each in another system. Give the name.` });
    }
    if (asset && !assetIds.has(asset)) {
      wrong.push({ line, message: `There is no asset named "${asset}". Create it first.` });
    }
  }
  const every = rows.map((row): Wanted => {
    const [principal] = people.get(row.principal ?? "") ?? [];
    const values = {
      principalId: principal?.id ?? null,
      groupName: row.group || null,
      assetId: row.asset ? (assetIds.get(row.asset) ?? null) : null,
      classification: row.classification ?? null,
      from: row.from ?? null,
      until: row.until ?? null,
      standing: row.standing,
    };
    return { values, who: principal?.name ?? `group ${row.group}`, what: whatOf(row.asset, row.classification) };
  });
  wrong.push(...madeByIncidents(every, recorded));
  return { wanted: rowsToTake(every, wrong, options), wrong };
}

/**
 * A list that was exported while an incident's grant stood holds it like any other. Taken as valid, it would clear those
 * whom the incident let in.
 */
function madeByIncidents(wanted: readonly Wanted[], recorded: readonly Current[]): BadLine[] {
  const holderOf = ({ principalId, groupName, assetId }: NewClearance) => `${principalId}/${groupName}/${assetId}`;
  const voids = new Map<string, Current[]>();
  for (const one of recorded) {
    if (one.values.standing !== "void" || one.values.assetId === null) continue;
    voids.set(holderOf(one.values), [...(voids.get(holderOf(one.values)) ?? []), one]);
  }
  return wanted.flatMap(({ values, who, what }, i) => {
    const made = values.standing !== "valid" || values.assetId === null ? [] : (voids.get(holderOf(values)) ?? []);
    const same = made.find(
      ({ values: other }) => isBefore(other.from, values.until) && isBefore(values.from, other.until),
    );
    if (!same) return [];
    const since = same.values.from ? ` from ${same.values.from}` : "";
    const until = same.values.until ? ` until ${same.values.until}` : "";
    const message = `The grant of ${what} to ${who}${since}${until} is void: an incident made it. Give an interval outside it, or take the void grant back.`;
    return [{ line: i + 1, message }];
  });
}

/** Half-open; no bound begins before everything and ends after it. */
function isBefore(from: string | null | undefined, until: string | null | undefined): boolean {
  return !from || !until || from < until;
}

function whatOf(asset: string | null | undefined, classification: string | null | undefined): string {
  return asset || `everything up to ${classification}`;
}

interface Named {
  id: number;
  name: string;
}

/** By name; a word that is nobody's name may be an alias, of one principal or of several in different systems. */
async function peopleIn(tx: Transaction, rows: readonly ClearanceRow[]): Promise<Map<string, Named[]>> {
  const words = [...new Set(rows.flatMap(({ principal }) => principal || []))];
  const people = new Map<string, Named[]>();
  for (const [word, one] of await principalsNamed(tx, words)) people.set(word, [one]);
  const others = words.filter((word) => !people.has(word));
  await inChunks(others, async (part) => {
    const found = await tx
      .selectDistinct({ value: principalAliases.value, id: principals.id, name: principals.name })
      .from(principalAliases)
      .innerJoin(principals, eq(principals.id, principalAliases.principalId))
      .where(and(isNull(principalAliases.supersededAt), inArray(principalAliases.value, part)))
      .orderBy(principals.name);
    for (const { value, ...one } of found) people.set(value, [...(people.get(value) ?? []), one]);
  });
  return people;
}

/** Of those that the actor may know of: what an import says of another would tell of its incident. */
async function currentOf(tx: Transaction, ctx: Ctx): Promise<Current[]> {
  const rows = await tx
    .select({ values: clearances, principal: principals.name, asset: assets.name })
    .from(clearances)
    .leftJoin(principals, eq(principals.id, clearances.principalId))
    .leftJoin(assets, and(eq(assets.id, clearances.assetId), isNull(assets.supersededAt)))
    .where(and(isNull(clearances.supersededAt), clearanceSeenBy(ctx)));
  return rows.map(({ values, principal, asset }) => ({
    values,
    who: principal ?? `group ${values.groupName}`,
    what: whatOf(asset, values.classification),
    left: null,
  }));
}

/** Valid clearances for what the file names, whoever holds them, that it does not hold: they ended by then. */
function leftOut(wanted: readonly Wanted[], current: readonly Current[], asOf: string): Current[] {
  const targetOf = ({ assetId, classification }: NewClearance) => `${assetId}/${classification}`;
  const holderOf = (one: NewClearance) => `${one.principalId}/${one.groupName}/${targetOf(one)}`;
  const targets = new Set(wanted.map(({ values }) => targetOf(values)));
  const kept = new Set(wanted.map(({ values }) => holderOf(values)));
  return current
    .filter(
      ({ values }) =>
        values.standing === "valid" &&
        targets.has(targetOf(values)) &&
        !kept.has(holderOf(values)) &&
        (values.until === null || values.until > asOf),
    )
    .map((one) => ({ ...one, left: one.values.from !== null && one.values.from >= asOf ? null : asOf }));
}

function changesOf(fresh: readonly Wanted[], gone: readonly Current[]): ImportChange[] {
  const byName = new Map<string, ImportChange>();
  const add = (
    change: ImportChange["change"],
    { who, what, values }: Wanted,
    sign: "+" | "-",
    until: string | null,
  ) => {
    const key = `${change}/${who}`;
    const part: ChangePart = {
      ...{ sign, what: "clearance", text: what, detail: values.standing },
      ...{ from: values.from ?? null, until },
    };
    const before = byName.get(key) ?? { change, name: who, parts: [] };
    byName.set(key, { ...before, parts: [...before.parts, part] });
  };
  for (const one of fresh) add("created", one, "+", one.values.until ?? null);
  for (const one of gone) add("gone", one, "-", one.left);
  return [...byName.values()];
}

async function apply(
  tx: Transaction,
  fresh: readonly Wanted[],
  gone: readonly Current[],
  by: { recordedAt: string; recordedBy: string },
): Promise<void> {
  const ended = gone.map(({ values }) => values.id);
  await inChunks(ended, (part) =>
    tx.update(clearances).set({ supersededAt: by.recordedAt }).where(inArray(clearances.id, part)),
  );
  const shortened = gone.flatMap(({ values: { id: _, ...values }, left }) =>
    left === null ? [] : [{ ...values, until: left, ...by }],
  );
  const rows: (typeof clearances.$inferInsert)[] = [...fresh.map(({ values }) => ({ ...values, ...by })), ...shortened];
  await inChunks(rows, (part) => tx.insert(clearances).values(part));
}

function keyOf(row: NewClearance): string {
  const { principalId, groupName, assetId, classification, from, until, standing } = row;
  return JSON.stringify([principalId, groupName, assetId, classification, from, until, standing]);
}
