import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, recipientStatements } from "@/db/schema";
import { aToken } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { OpenWindowInput } from "@/lib/exposure/inputs";
import { openWindow } from "@/lib/exposure/server/open-window";
import type { RecipientView } from "../views";

testDatabase();

const PATH = "data/recipients";
let auth: Record<string, string>;
let ref: string;

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  return api.request(`http://localhost/api/v1/incidents/${path}`, {
    method,
    headers: { ...auth, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const everybody = async (): Promise<RecipientView[]> => (await (await call("GET", `${ref}/${PATH}`)).json()).data;

describe("a key that was logged as a name", () => {
  const SECRET = "ghp_a1b2c3d4e5f6g7h8i9j0";
  const MASKED = `svc-[masked, ${SECRET.length} characters]`;
  const said = { question: "bound_to_secrecy", answer: "no", reason: "A script that nobody owns" };
  let other: Bench;
  let rows: RecipientView[];

  beforeAll(async () => {
    other = await anEvidenceBench();
    const by = (userName: string) => ({ userIdentity: { type: "IAMUser", userName } });
    await other.bring(
      ndjson([`svc-${SECRET}`, `svc-${SECRET}x`, "stranger"].map((name, i) => cloudTrail(i, by(name)))),
    );
    const patterns = [{ resource: "arn:aws:s3:::vault/*" }];
    const input = CreateAssetInput.parse({ name: "Keyed vault", classification: "secret", patterns });
    const { id } = await createAsset(other.user.ctx, input);
    const window = { asset: id, audience: { kind: "organisation" }, openedAt: "2026-03-11T00:00:00Z" };
    await openWindow(other.user.ctx, other.incident.ref, OpenWindowInput.parse(window));
    auth = { Authorization: `Bearer ${await aToken(other.user, ["read", "respond"])}` };
    ref = other.incident.ref;
    rows = await everybody();
  }, 60_000);

  const state = (actors: (string | null)[]) =>
    call("POST", `${ref}/${PATH}/statements`, { ...said, recipients: actors.map((actor) => ({ actor })) });
  const kept = async () => (await db().select().from(recipientStatements)).map(({ actor }) => actor);

  test("is masked in the list and its cursors, and told apart by a key that says nothing of it", async () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(["stranger", MASKED, MASKED.replace("24", "25")]);
    expect(new Set(rows.map(({ actor }) => actor)).size).toBe(3);
    expect(rows.find(({ name }) => name === "stranger")?.actor).toBe("stranger");
    const pages = [""];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await (await call("GET", `${ref}/${PATH}?limit=1${cursor ? `&cursor=${cursor}` : ""}`)).json();
      cursor = page.nextCursor;
      pages.push(JSON.stringify(page), Buffer.from(cursor ?? "", "base64url").toString());
    }
    expect(pages.join("\n")).not.toContain(SECRET);
  });

  test("is stated about by that key, and the record names it masked", async () => {
    const key = rows.find(({ name }) => name === MASKED)?.actor ?? "";
    expect((await state([key, "stranger"])).status).toBe(201);
    expect((await kept()).slice(-2).toSorted()).toEqual(["stranger", `svc-${SECRET}`]);
    const stated = (await everybody()).filter((row) => row.stated.bound_to_secrecy?.answer === "no");
    expect(stated.map(({ actor }) => actor).toSorted()).toEqual([key, "stranger"].toSorted());
    const history = await (await call("GET", `${ref}/${PATH}/statements?actor=${key}`)).json();
    expect(history.data).toMatchObject([{ reason: said.reason }]);
    const events = await db()
      .select()
      .from(incidentEvents)
      .where(eq(incidentEvents.incidentId, Number(other.incident.id)));
    const [event] = events.filter(({ kind }) => kind === "recipient_stated");
    expect(event?.data.names).toEqual([MASKED, "stranger"]);
    expect(JSON.stringify(events)).not.toContain(SECRET);
  });

  test.each([`actor-${"0".repeat(20)}`, MASKED])("%s names nobody, and is refused at its field", async (actor) => {
    const before = await kept();
    const refused = await state(["stranger", actor]);
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].pointer).toBe("/recipients/1/actor");
    expect(await kept()).toEqual(before);
  });
});
