import { and, eq, inArray, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { suggestionDecisions } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { IdentityGuess, KnownPrincipal } from "../identities";
import type { DecidedIdentities } from "../identity-views";
import type { DecideIdentitiesInput } from "../inputs";
import { actorWords, type WordRow } from "./identity-words";
import { importPrincipalsIn } from "./import-principals";
import { lockPeople } from "./import-rows";
import { guessesIn, keyOfGuess } from "./list-identities";

/**
 * Accepts or ignores suggested identities, one or many, in one transaction. What was decided the same way already changes
 * nothing; one that the logs and what is recorded no longer suggest refuses all of them.
 */
export async function decideIdentities(
  ctx: Ctx,
  ref: string,
  { decisions }: DecideIdentitiesInput,
): Promise<DecidedIdentities> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  const words = await actorWords(incident.id);
  return inTransaction(ctx, async (tx) => {
    await lockPeople(tx);
    const before = await decidedBefore(
      tx,
      incident.id,
      decisions.map(({ key }) => key),
    );
    const open = decisions.filter(({ key, decision }) => before.get(key) !== decision);
    const { guesses, people } = await guessesIn(tx, words);
    const byKey = new Map(guesses.map((guess) => [keyOfGuess(guess), guess]));
    for (const [i, { key, decision, kind }] of decisions.entries()) {
      if (before.get(key) === decision) continue;
      const guess = byKey.get(key);
      if (!guess) throw gone(i);
      if (decision === "accepted") await accept(tx, ctx, guess, { words, people, kind, i });
    }
    await keep(tx, ctx, incident.id, open, byKey);
    const count = (word: string) => open.filter(({ decision }) => decision === word).length;
    return { accepted: count("accepted"), ignored: count("ignored"), unchanged: decisions.length - open.length };
  });
}

function gone(i: number): AppError {
  const message = "This is not suggested any more: somebody may have resolved it. Load the page again.";
  return new AppError("conflict", message, { fields: [{ pointer: `/decisions/${i}/key`, message }] });
}

async function decidedBefore(tx: Transaction, incidentId: number, keys: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ key: suggestionDecisions.key, decision: suggestionDecisions.decision })
    .from(suggestionDecisions)
    .where(and(eq(suggestionDecisions.incidentId, incidentId), inArray(suggestionDecisions.key, keys)));
  return new Map(rows.map(({ key, decision }) => [key, decision]));
}

interface Known {
  words: readonly WordRow[];
  people: ReadonlyMap<string, KnownPrincipal>;
  kind: KnownPrincipal["kind"] | undefined;
  i: number;
}

const WHAT: Record<KnownPrincipal["kind"], string> = { human: "a person", agent: "an AI system", service: "a service" };

async function accept(tx: Transaction, ctx: Ctx, guess: IdentityGuess, { words, people, kind, i }: Known) {
  const aliases = guess.values.flatMap((value) => aliasesFor(value, words));
  const principal = guess.principal === null ? null : people.get(guess.principal);
  if (principal) {
    await importPrincipalsIn(tx, ctx, [{ name: principal.name, kind: principal.kind, aliases }]);
    return;
  }
  if (!kind) {
    const message = "Say whether it is a person, an AI system or a service: no log says so.";
    throw new AppError("invalid", message, { fields: [{ pointer: `/decisions/${i}/kind`, message }] });
  }
  const name = (guess.values.find((value) => value.includes("@")) ?? guess.values[0] ?? "").slice(0, 200);
  const namesake = [...people.values()].find((one) => one.name === name && one.kind !== kind);
  if (namesake) {
    const message = `${name} is recorded already, as ${WHAT[namesake.kind]}. Say that it is the same, or give one of them another name.`;
    throw new AppError("conflict", message, { fields: [{ pointer: `/decisions/${i}/kind`, message }] });
  }
  await importPrincipalsIn(tx, ctx, [{ name, kind, aliases }]);
}

/** What names one thing everywhere is an alias everywhere; a short name only where it was seen. */
function aliasesFor(value: string, words: readonly WordRow[]): { value: string; system?: string }[] {
  if (/[@:/]/.test(value) || /^[0-9a-f-]{32,}$/i.test(value)) return [{ value }];
  const systems = [...new Set(words.filter((word) => word.value === value).flatMap(({ system }) => system ?? []))];
  return systems.length > 0 ? systems.map((system) => ({ value, system })) : [{ value }];
}

async function keep(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  open: DecideIdentitiesInput["decisions"],
  byKey: ReadonlyMap<string, IdentityGuess>,
): Promise<void> {
  if (open.length === 0) return;
  const by = { decidedBy: requireActor(ctx).name, decidedAt: ctx.now() };
  await tx
    .insert(suggestionDecisions)
    .values(open.map(({ key, decision }) => ({ incidentId, key, decision, reason: null, ...by })))
    .onConflictDoUpdate({
      target: [suggestionDecisions.incidentId, suggestionDecisions.key],
      set: { decision: sql`excluded.decision`, ...by },
    });
  for (const decision of ["accepted", "ignored"] as const) {
    const values = open.filter((one) => one.decision === decision).flatMap(({ key }) => byKey.get(key)?.values ?? []);
    if (values.length === 0) continue;
    const some = values.slice(0, 10).join(", ");
    const about = `${values.length === 1 ? "identity" : "identities"} ${some}${values.length > 10 ? ` and ${values.length - 10} more` : ""}`;
    const data = { suggestion: "identities", about: about.slice(0, 1000), events: [], decision, reason: null };
    await recordEvent(tx, ctx, { incidentId, kind: "suggestion_decided", data });
  }
}
