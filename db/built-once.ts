import { type Database, db } from "./client";

/**
 * A query that drizzle builds once a pool instead of at each call: for what every request asks, building costs more
 * than asking. What differs between calls is `sql.placeholder(name)` in it, given to `execute`.
 */
export function builtOnce<Query>(build: (database: Database) => Query): () => Query {
  let built: { database: Database; query: Query } | undefined;
  return () => {
    const database = db();
    if (built?.database !== database) built = { database, query: build(database) };
    return built.query;
  };
}
