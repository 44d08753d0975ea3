import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { AppError } from "@/lib/api/errors";

/**
 * Counts one try under `key` and refuses it once `limit` tries have been made within `seconds`. Counted in the
 * database, so that several processes share the count.
 */
export async function countTry(key: string, limit: number, seconds: number): Promise<void> {
  const [row] = await db().execute<{ points: number; wait: number }>(sql`
    insert into rate_limits as r (key, points, expire)
    values (${key}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (key) do update set
      points = case when r.expire <= now() then 1 else r.points + 1 end,
      expire = case when r.expire <= now() then excluded.expire else r.expire end
    returning points, ceil(extract(epoch from expire - now()))::int as wait`);
  if (row && row.points > limit) {
    throw new AppError("too_many", `Too many tries. Try again in ${Math.max(1, row.wait)} seconds.`, {
      retryAfter: Math.max(1, row.wait),
    });
  }
}

/** A success ends the count: people who mistyped twice do not pay for it tomorrow. */
export async function forgetTries(key: string): Promise<void> {
  await db().execute(sql`delete from rate_limits where key = ${key}`);
}
