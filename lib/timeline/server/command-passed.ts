import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Who leads changes what happens next; that somebody took the command as it was declared, or another role, does not. */
export function commandPassed(kind: SQLWrapper, data: SQLWrapper): SQL {
  return sql`(${kind} = 'role_taken' and ${data} ->> 'role' = 'commander' and ${data} ->> 'from' is not null)`;
}
