import { cite } from "./cite";
import type { PostmortemFacts, UpdateFacts } from "./facts";
import { count, md, table, utc } from "./markdown";

/** The updates that were sent: when, to whom, what they said, and whether the promised next one came in time. */
export function updateParts({ updates = [] }: PostmortemFacts): string[] {
  if (updates.length === 0) return [];
  return [
    "**Updates that were sent:**",
    table(
      ["Sent (UTC)", "To", "What it said", "Reached", "Next promised by (UTC)"],
      updates.map((update) => [
        `${utc(update.sentAt)} ${cite("update", update.ref)}`,
        update.audience,
        `${md(update.state)} (${md(update.sentBy)})`,
        reached(update),
        promised(update, updates),
      ]),
    ),
  ];
}

function reached({ reach: { people, mail, webhook } }: UpdateFacts): string {
  const parts = [
    count(people, "person", "people"),
    mail > 0 ? count(mail, "mail") : "",
    webhook > 0 ? count(webhook, "webhook") : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Kept by the next one that reaches the same audience; nothing in it depends on when it is written. */
function promised({ sentAt, nextAt, audience }: UpdateFacts, updates: readonly UpdateFacts[]): string {
  if (nextAt === null) return "none";
  const kept = updates.find(
    (later) => later.sentAt > sentAt && (later.audience === "everyone" || later.audience === audience),
  );
  if (!kept) return utc(nextAt);
  return `${utc(nextAt)}, ${kept.sentAt <= nextAt ? "kept" : "**late**"}`;
}
