import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { incidentMembers, incidents } from "@/db/schema";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { listMappings, removeMapping, renameMapping } from "./saved-mappings";
import { anEvidenceBench, type Bench } from "./testing";

testDatabase();

const csv = (columns: string, ...rows: string[]) => [columns, ...rows].join("\n");
const mapping = { occurredAt: "Zeit", actor: "Wer", action: "Was" };
const first = csv("Wer,Was,Zeit", "anna,las,2026-03-11 09:00:00", "ben,schrieb,2026-03-11 09:05:00");
const second = csv("Zeit,Wer,Was", "2026-03-12 09:00:00,carl,las");

async function mapped(bench: Bench) {
  const asked = await bench.bring(first, { filename: "zugriffe-maerz.csv" });
  expect(asked).toMatchObject({ status: "failed", offered: null });
  expect(asked.needs).toContain("mapping");
  return bench.answer(asked.id, { mapping, zone: "Europe/Berlin" });
}

it("what was answered is offered for the next file with the same columns, and applied by nobody but a person", async () => {
  const bench = await anEvidenceBench();
  expect(await mapped(bench)).toMatchObject({ status: "ready", counts: { events: 2 } });
  const other = await anEvidenceBench();
  const next = await other.bring(second, { filename: "april.csv" });
  expect(next.status).toBe("failed");
  expect(next.needs).toContain("mapping");
  expect(next.offered).toMatchObject({
    name: "zugriffe-maerz.csv",
    mapping,
    zone: "Europe/Berlin",
    savedBy: bench.user.name,
  });
  expect((await other.bring(csv("Zeit,Wer,Wie", "2026-03-12 09:00:00,carl,x"))).offered).toBeNull();
});

it("a mapping is there once for its columns, and gone when somebody removes it", async () => {
  const viewer = await aUser("viewer");
  const { data } = await listMappings(viewer.ctx);
  expect(data.map(({ columns }) => columns)).toEqual([["Wer", "Was", "Zeit"]]);
  const [kept] = data;
  await expect(removeMapping(viewer.ctx, kept?.id ?? "")).rejects.toThrow("respond");
  const bench = await anEvidenceBench();
  await removeMapping(bench.user.ctx, kept?.id ?? "");
  expect((await bench.bring(second)).offered).toBeNull();
  await expect(removeMapping(bench.user.ctx, kept?.id ?? "")).rejects.toThrow("no such mapping");
});

it("of a restricted incident no mapping is kept: the names of its files and columns are for its members", async () => {
  const bench = await anEvidenceBench();
  await db()
    .update(incidents)
    .set({ visibility: "restricted" })
    .where(eq(incidents.id, Number(bench.incident.id)));
  await mapped(bench);
  expect((await listMappings(bench.user.ctx)).data).toEqual([]);
});

it("a mapping of an incident that is restricted since is for its members, and offered nowhere else", async () => {
  const bench = await anEvidenceBench();
  await mapped(bench);
  const [kept] = (await listMappings(bench.user.ctx)).data;
  const other = await anEvidenceBench();
  expect((await other.bring(second, { filename: "before.csv" })).offered?.id).toBe(kept?.id);

  const incidentId = Number(bench.incident.id);
  await db().update(incidents).set({ visibility: "restricted" }).where(eq(incidents.id, incidentId));
  const { userId } = bench.user.ctx.actor as { userId: string };
  await db()
    .insert(incidentMembers)
    .values({ incidentId, userId, addedBy: userId, addedAt: bench.user.ctx.now() })
    .onConflictDoNothing();
  expect((await listMappings(bench.user.ctx)).data.map(({ id }) => id)).toEqual([kept?.id]);
  const admin = await aUser("admin");
  expect((await listMappings(admin.ctx)).data).toEqual([]);
  await expect(removeMapping(admin.ctx, kept?.id ?? "")).rejects.toThrow("no such mapping");
  await expect(renameMapping(admin.ctx, kept?.id ?? "", { name: "x" })).rejects.toThrow("no such mapping");
  expect((await other.bring(second.replace("las", "schrieb"), { filename: "after.csv" })).offered).toBeNull();
  expect((await bench.bring(second, { filename: "within.csv" })).offered?.id).toBe(kept?.id);
  await removeMapping(bench.user.ctx, kept?.id ?? "");
});

it("a mapping has the name that somebody gives it, until its columns are mapped anew", async () => {
  const bench = await anEvidenceBench();
  await mapped(bench);
  const [kept] = (await listMappings(bench.user.ctx)).data;
  const named = await renameMapping(bench.user.ctx, kept?.id ?? "", { name: "Badge readers" });
  expect(named).toEqual({ ...kept, name: "Badge readers" });
  expect((await bench.bring(second, { filename: "april.csv" })).offered?.name).toBe("Badge readers");
  await expect(renameMapping((await aUser("viewer")).ctx, kept?.id ?? "", { name: "x" })).rejects.toThrow("respond");
});
