/** Of so many, the record's entry of an export says from which sources the events are. */
const MOST_SOURCES = 1000;

/** The sources for the record's entry, and how many there are where it does not name all. */
export function namedSources(sources: readonly string[]): { sources: string[]; allSources?: number } {
  const named = sources.slice(0, MOST_SOURCES);
  return sources.length > MOST_SOURCES ? { sources: named, allSources: sources.length } : { sources: named };
}
