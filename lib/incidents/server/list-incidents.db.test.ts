import { expect, test } from "vitest";
import { anIncident, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { AlertInput } from "@/lib/triage/inputs";
import { receiveAlert } from "@/lib/triage/server/receive-alerts";
import { ListIncidentsQuery } from "../inputs";
import { listIncidents } from "./list-incidents";

testDatabase();

test("worst first is what burns by severity, then what waits for triage, then every drill, page by page the same", async () => {
  const { incident: sev4, commander } = await anIncident(undefined, { severity: "SEV4" });
  const { incident: drill } = await anIncident(commander, { severity: "SEV1", mode: "drill" });
  const { incident: sev1 } = await anIncident(commander, { severity: "SEV1" });
  const sender = await aUser("responder");
  const { incident: waiting } = await receiveAlert(sender.ctx, AlertInput.parse({ key: "a", title: "Mass read" }));
  const wanted = [sev1.ref, sev4.ref, waiting, drill.ref];

  const page = (query: object) => listIncidents(commander.ctx, ListIncidentsQuery.parse({ order: "worst", ...query }));
  expect((await page({})).data.map(({ ref }) => ref)).toEqual(wanted);
  const byOne: (string | undefined)[] = [];
  let cursor: string | null = null;
  do {
    const { data, nextCursor }: Awaited<ReturnType<typeof page>> = await page({
      limit: 1,
      ...(cursor ? { cursor } : {}),
    });
    byOne.push(data[0]?.ref);
    cursor = nextCursor;
  } while (cursor !== null);
  expect(byOne).toEqual(wanted);
});
