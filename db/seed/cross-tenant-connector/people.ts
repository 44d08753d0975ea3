import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { ClearanceRow, PrincipalRow } from "@/lib/people/inputs";
import { importClearances } from "@/lib/people/server/import-clearances";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { ACCOUNTS, SUPPORT, supportAccounts, tenantAccounts, WHEN } from "./cast";

/** Every connected account with the instant since which it was connected, and who may see customers' content. */
export function peopleSteps(at: At): Step[] {
  const tenants = tenantAccounts(at(WHEN.launched), at(WHEN.offline)).map(({ name, email, connected }) => ({
    name,
    kind: "human",
    aliases: [{ value: email }],
    groups: [{ name: ACCOUNTS, from: connected }],
  }));
  const support = supportAccounts(at(WHEN.launched)).map(({ name, email, connected }) => ({
    name,
    kind: "human",
    aliases: [{ value: email }],
    groups: [
      { name: SUPPORT, from: connected },
      { name: ACCOUNTS, from: connected },
    ],
  }));
  const others = [
    { name: "Platform engineer 1", kind: "human", aliases: [{ value: "platform-engineer-1@northwind.example" }] },
    { name: "deploy-bot", kind: "service", aliases: [{ value: "deploy-bot" }] },
  ];
  const principals = [...tenants, ...support, ...others].map((row) => PrincipalRow.parse(row));
  const cleared = [ClearanceRow.parse({ group: SUPPORT, classification: "confidential", from: at("0 00:00") })];
  return [
    { at: at("34 16:10"), by: "responder", run: (ctx) => importPrincipals(ctx, principals) },
    { at: at("34 16:12"), by: "responder", run: (ctx) => importClearances(ctx, cleared) },
  ];
}
