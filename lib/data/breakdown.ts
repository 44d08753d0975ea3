import type { DataCategory, SubjectKind } from "./model";
import { type CountRange, type DataTotals, type Total, totalsOf } from "./totals";
import type { AffectedDataView } from "./views";

export interface Share<Key extends string> {
  key: Key;
  people: Total;
  records: Total;
}

/** The totals by subject kind, category and jurisdiction, each by the method of the whole: shares may overlap too. */
export interface Breakdown {
  subjects: Share<SubjectKind>[];
  categories: Share<DataCategory>[];
  places: Share<string>[];
}

const UNKNOWN: CountRange = { certainty: "unknown", low: null, high: null };

export function breakdownOf(items: readonly AffectedDataView[]): Breakdown {
  const concerned = items.filter((item) => item.answers.exposed.answer !== "no");
  return {
    subjects: sharesBy(concerned, (item) => [item.subjectKind]),
    categories: sharesBy(concerned, categoriesOf),
    places: sharesBy(
      concerned,
      (item) => item.jurisdictions,
      // Of people elsewhere nothing is known here, unless the item lies in one place only.
      (item, place) => (item.jurisdictions.length === 1 ? item.people : (item.peopleByPlace?.[place] ?? UNKNOWN)),
      (item) => (item.jurisdictions.length === 1 ? item.records : UNKNOWN),
    ),
  };
}

/** The main category and those beside it, each once. */
export function categoriesOf(item: Pick<AffectedDataView, "category" | "alsoCategories">): DataCategory[] {
  return [...new Set([item.category, ...(item.alsoCategories ?? [])])];
}

function sharesBy<Key extends string>(
  items: readonly AffectedDataView[],
  keysOf: (item: AffectedDataView) => readonly Key[],
  peopleOf: (item: AffectedDataView, key: Key) => CountRange = (item) => item.people,
  recordsOf: (item: AffectedDataView, key: Key) => CountRange = (item) => item.records,
): Share<Key>[] {
  const keys = [...new Set(items.flatMap(keysOf))];
  return keys.map((key) => {
    const within = items.filter((item) => keysOf(item).includes(key));
    const totals: DataTotals = totalsOf(
      within.map((item) => ({
        subjectKind: item.subjectKind,
        exposed: item.answers.exposed.answer,
        people: peopleOf(item, key),
        records: recordsOf(item, key),
      })),
    );
    return { key, people: totals.people, records: totals.records };
  });
}
