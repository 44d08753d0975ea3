import type postgres from "postgres";

/** Lists and bulk inserts of any length would each leave a statement behind in the server. */
const MOST_PARAMETERS = 60;

/**
 * The same client, whose queries are parsed and planned once a connection. Drizzle asks for that only where a query
 * is prepared by hand; without it each query costs a second round trip and a plan.
 */
export function prepared<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  const { unsafe } = client;
  client.unsafe = ((text, parameters = [], options = {}) =>
    unsafe(text, parameters, {
      ...options,
      prepare: parameters.length > 0 && parameters.length <= MOST_PARAMETERS,
    })) as Client["unsafe"];
  for (const name of ["begin", "savepoint"] as const) wrap(client as unknown as Nested, name);
  return client;
}

type Work = (client: postgres.TransactionSql) => unknown;
type Nested = Record<"begin" | "savepoint", ((work: Work) => Promise<unknown>) | undefined>;

function wrap(client: Nested, name: keyof Nested): void {
  const open = client[name];
  if (open) client[name] = (work) => open((inner) => work(prepared(inner)));
}
