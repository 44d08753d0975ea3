import { and, eq, isNull, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Executor, Transaction } from "@/db/client";
import { incidentMembers, incidentRoles, users } from "@/db/schema";
import { permissionsOf } from "@/lib/access/model";
import type { Incident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { IncidentRole } from "@/lib/incidents/model";

export interface Person {
  id: string;
  name: string;
}

export interface Holder extends Person {
  since: string;
}

/** Who holds a role now; null where nobody does. */
export async function holderOf(executor: Executor, incidentId: number, role: IncidentRole): Promise<Holder | null> {
  const [row] = await executor
    .select({ id: users.id, name: users.name, since: incidentRoles.since })
    .from(incidentRoles)
    .innerJoin(users, eq(users.id, incidentRoles.userId))
    .where(and(eq(incidentRoles.incidentId, incidentId), eq(incidentRoles.role, role), isNull(incidentRoles.until)));
  return row ?? null;
}

/** The condition by which a row of handovers finds who holds its role now. */
export function currentRole(incidentId: AnyPgColumn, role: AnyPgColumn): SQL | undefined {
  return and(eq(incidentRoles.incidentId, incidentId), eq(incidentRoles.role, role), isNull(incidentRoles.until));
}

/** What somebody has to be allowed to do to hold a role. Legal, privacy and experts may be people who only read. */
const NEEDS = { commander: "command", deputy: "respond", communications: "respond", scribe: "respond" } as const;

/**
 * Whoever gets a role can sign in, see the incident and do what the role is for. A role never gives access by itself.
 */
export async function requireEligible(
  tx: Transaction,
  incident: Incident,
  role: IncidentRole,
  userId: string,
  pointer = "/userId",
): Promise<Person> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  if (!user || user.disabledAt) throw refusal("There is no such person. Choose one of the list.", pointer);
  const needed = role in NEEDS ? NEEDS[role as keyof typeof NEEDS] : "read";
  if (!permissionsOf(user.role).includes(needed)) {
    const may = needed === "command" ? "commanders and admins" : "people who may change incidents";
    throw refusal(`${user.name} can't be ${role}: only ${may} can.`, pointer);
  }
  if (incident.visibility === "restricted") {
    const [member] = await tx
      .select({ id: incidentMembers.userId })
      .from(incidentMembers)
      .where(and(eq(incidentMembers.incidentId, incident.id), eq(incidentMembers.userId, userId)));
    if (!member) throw refusal("This incident is restricted: add the person as a member first.", pointer, "conflict");
  }
  return { id: user.id, name: user.name };
}

function refusal(message: string, pointer: string, code: "invalid" | "conflict" = "invalid"): AppError {
  return new AppError(code, message, { fields: [{ pointer, message }] });
}
