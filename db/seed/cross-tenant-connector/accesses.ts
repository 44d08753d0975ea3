import type { At } from "@/db/seed/day-clock";
import { instantIn, type Random, random } from "@/db/seed/random";
import type { Instant } from "@/lib/time/instant";
import { type Account, type StoryAsset, supportAccounts, tenantAccounts, WHEN } from "./cast";

/** An answer of the connector that held another tenant's content. */
export interface Access {
  at: Instant;
  account: Account;
  asset: StoryAsset["key"];
  resource: string;
  cleared: boolean;
}

const READERS = 37;
const KINDS = ["tasks", "tasks", "tasks", "comments", "projects"] as const;

/** Every such answer of the thirty days of which there are logs: to 37 tenants' accounts, and to two of support. */
export function storyAccesses(at: At): Access[] {
  const r = random(1_000);
  const tenants = tenantAccounts(at(WHEN.launched), at(WHEN.offline));
  const early = tenants.filter(({ connected }) => connected < at("33 00:00"));
  const readers = Array.from(
    { length: READERS },
    (_, i) => early[i * Math.floor(early.length / READERS) + r.int(0, 9)],
  );
  const owners = Array.from({ length: 96 }, () => r.pick(tenants).tenant ?? "");
  const served = readers.flatMap((account) =>
    account === undefined ? [] : answers(r, at, account, owners, 1 + Math.floor(34 * r.next() ** 3)),
  );
  const support = supportAccounts(at(WHEN.launched)).flatMap((account, i) =>
    answers(r, at, account, owners, 6 + 5 * i),
  );
  // The last thing that it did, nine seconds before it was gone.
  const last = served.find(({ account }) => account.email === readers[0]?.email);
  if (last) last.at = at(WHEN.lastAct);
  return [...served, ...support].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function answers(r: Random, at: At, account: Account, owners: readonly string[], times: number): Access[] {
  const others = owners.filter((owner) => owner !== account.tenant);
  const from = later(account.connected, at(WHEN.logsFrom));
  return Array.from({ length: times }, (): Access => {
    const asset = r.pick(KINDS);
    const resource = `workspace://${r.pick(others)}/${asset}/${r.int(1_000, 99_999)}`;
    return { at: instantIn(r, from, at(WHEN.lastAct)), account, asset, resource, cleared: account.tenant === null };
  });
}

export function later(a: Instant, b: Instant): Instant {
  return a < b ? b : a;
}
