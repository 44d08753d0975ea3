import { and, desc, eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { postmortemSections } from "@/db/schema";
import { changedLines } from "../changed-lines";
import type { PostmortemFacts } from "../facts";
import { generateSections } from "../generate";
import type { SectionView } from "../views";

/**
 * Marks what people wrote from facts that have changed since. The newest generated version of a section is what its
 * words were last held against: they were written over it, or somebody confirmed them beside it.
 */
export async function markOutdated(
  executor: Executor,
  incidentId: number,
  sections: readonly SectionView[],
  facts: PostmortemFacts,
): Promise<SectionView[]> {
  const written = sections.filter(({ origin, body }) => origin === "person" && body.trim() !== "");
  if (written.length === 0) return [...sections];
  const basis = await executor
    .selectDistinctOn([postmortemSections.section])
    .from(postmortemSections)
    .where(
      and(
        eq(postmortemSections.incidentId, incidentId),
        eq(postmortemSections.origin, "generated"),
        inArray(
          postmortemSections.section,
          written.map(({ section }) => section),
        ),
      ),
    )
    .orderBy(postmortemSections.section, desc(postmortemSections.version));
  const basisOf = new Map(basis.map(({ section, body }) => [section, body]));
  const now = generateSections(facts);
  return sections.map((view) => {
    const base = written.includes(view) ? basisOf.get(view.section) : undefined;
    if (base === undefined) return view;
    const changes = changedLines(base, now[view.section]);
    return changes.length > 0 ? { ...view, outdated: changes } : view;
  });
}
