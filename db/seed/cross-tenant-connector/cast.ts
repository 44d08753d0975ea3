import { random } from "@/db/seed/random";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";

/** Names, addresses and numbers are synthetic; the public reports give "about 1,000" customers and 34 days. */
export const CONNECTOR = "assistant-connector";
export const ACCOUNTS = "connector-accounts";
export const SUPPORT = "connector-support";
export const TENANT_COUNT = 1_000;

/** In days of the story: day 0 is the launch. The clocks run from day 34 on; the first start is on day 36. */
export const WHEN = {
  launched: "0 09:12:00",
  /** The gateway keeps thirty days, and the log was exported on day 34. */
  logsFrom: "4 19:30",
  found: "34 15:40",
  declared: "34 15:52",
  aware: "34 16:30",
  offline: "34 18:05:20",
  lastAct: "34 18:05:11",
  logsUntil: "34 19:30",
  read: "34 20:00",
} as const;
export const DAYS_UNTIL_START = 36;

export interface Account {
  name: string;
  email: string;
  /** Since when the tenant's assistant was connected; null for our own support. */
  tenant: string | null;
  connected: Instant;
}

/** One account a tenant, connected sometime in the 34 days, most of them early. */
export function tenantAccounts(launched: Instant, offline: Instant): Account[] {
  const r = random(3400);
  const [first, last] = [instantToMicros(launched) / 1_000_000, instantToMicros(offline) / 1_000_000];
  return Array.from({ length: TENANT_COUNT }, (_, i) => {
    const number = String(i + 1).padStart(4, "0");
    const seconds = Math.floor((last - first - 3_600) * r.next() ** 1.6);
    return {
      name: `Tenant ${number}, connector account`,
      email: `connector@tenant-${number}.example`,
      tenant: `t-${number}`,
      connected: microsToInstant((first + 60 + seconds) * 1_000_000),
    };
  });
}

/** Our own people, cleared for customers' content by their work. */
export function supportAccounts(launched: Instant): Account[] {
  return [1, 2].map((number) => ({
    name: `Support engineer ${number}`,
    email: `support-engineer-0${number}@northwind.example`,
    tenant: null,
    connected: launched,
  }));
}

export interface StoryAsset {
  key: "projects" | "tasks" | "comments";
  name: string;
  pattern: string;
}

/** The gateway names what is another tenant's by its owner, and one's own as `own`. */
export const ASSETS: readonly StoryAsset[] = [
  { key: "tasks", name: "Customers' tasks", pattern: "workspace://t-*/tasks/*" },
  { key: "comments", name: "Customers' comments", pattern: "workspace://t-*/comments/*" },
  { key: "projects", name: "Customers' projects", pattern: "workspace://t-*/projects/*" },
];
