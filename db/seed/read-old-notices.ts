import { markAllRead } from "@/lib/inbox/server/list-notices";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { acting, type DemoUsers } from "./demo-people";

const TWO_DAYS_MICROS = 2 * 86_400_000_000;

/** Everybody has read what they were told until two days before the first start: an inbox begins with what is new. */
export async function readOldNotices(users: DemoUsers, now: Instant): Promise<void> {
  const until = microsToInstant(instantToMicros(now) - TWO_DAYS_MICROS);
  for (const user of Object.values(users)) await markAllRead(acting(user, until));
}
