/** Names and minutes are synthetic; the freeze, the counts and the false word on the rollback are the press's. */
export const AGENT = "build-agent";
/** The role by which the database knows it. */
export const ROLE = "build_agent";
export const FOUNDER = { name: "Founder of the product", email: "founder@northwind.example" } as const;
export const DATABASE_ENGINEER = { name: "Database engineer 1", role: "dba_1" } as const;

/** In days of the story: day 0 is the freeze. The first start is on day 30, when two tasks are overdue. */
export const WHEN = {
  logsFrom: "0 00:00",
  freeze: "0 19:40",
  invoked: "1 09:22:10",
  dropped: "1 09:24:31",
  /** The last thing that it did with its credentials. */
  lastAct: "1 10:19:42",
  detected: "1 10:05",
  declared: "1 10:12",
  revoking: "1 10:30:10",
  revoked: "1 10:31",
  snapshotRead: "2 08:40",
  restored: "2 09:05",
  logsUntil: "2 12:00",
  read: "2 12:40",
} as const;
export const DAYS_UNTIL_START = 30;

export interface Table {
  table: string;
  name: string;
  /** As the public reports count them. */
  rows: number;
}

export const TABLES: readonly Table[] = [
  { table: "public.executives", name: "Executives", rows: 1_206 },
  { table: "public.companies", name: "Companies", rows: 1_196 },
];

/** What the agent did in the freeze that only destroys, in this order. */
export const DESTROYED = ["public.executives", "public.companies", "public.executive_companies"] as const;
/** When its credentials were tried again. */
export const REFUSED = ["1 10:33:02", "1 10:33:07", "1 10:41:50"] as const;
