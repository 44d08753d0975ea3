import { closeDatabase } from "@/db/client";
import { closeLeases } from "@/lib/evidence/server/lease";
import { dateToInstant } from "@/lib/time/instant";
import { tellCrossTenant } from "./cross-tenant-connector/story";
import { makeDemoUsers } from "./demo-people";
import { concludeForumAdvice, tellForumAdvice } from "./forum-advice-sev1/story";
import { tellFrozenProduction } from "./frozen-production/story";
import { tellInboxCleared } from "./inbox-cleared/story";
import { tellLive } from "./live/story";
import { tellExercise } from "./poisoned-issue/exercise";
import { tellPoisonedIssue } from "./poisoned-issue/story";
import { readOldNotices } from "./read-old-notices";
import { tellDeletedEnvironment } from "./tool-deleted-environment/story";

/** Makes the demo in an empty database. A worker may read the log files meanwhile; without one they are read here. */
async function seedDemo(): Promise<void> {
  const now = dateToInstant(new Date());
  const users = await makeDemoUsers(now);
  const forum = await tellForumAdvice(users);
  await tellLive(users, now);
  await tellCrossTenant(users, now);
  await tellFrozenProduction(users, now);
  await tellInboxCleared(users, now);
  await tellDeletedEnvironment(users);
  await tellExercise(users, (await tellPoisonedIssue(users)).ref);
  await concludeForumAdvice(users, forum);
  await readOldNotices(users, now);
}

try {
  await seedDemo();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  // Reading log files here took a lease, whose connection would keep the process.
  await closeLeases();
  await closeDatabase();
}
