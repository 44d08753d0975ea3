import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { loadWorld } from "@/lib/exposure/testing/load-world";
import { randomWorld } from "@/lib/exposure/testing/random-world";
import type { ExposureView } from "@/lib/exposure/views";
import { recipientKey } from "../recipients";
import type { RecipientView } from "../views";

testDatabase();

let commander: TestUser;
let ref: string;
let auth: Record<string, string>;
let answer: ExposureView;

const PATH = "data/recipients";

async function call(method: string, path: string, body?: unknown, headers = auth): Promise<Response> {
  return api.request(`http://localhost/api/v1/incidents/${path}`, {
    method,
    headers: { ...headers, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

beforeAll(async () => {
  const made = await anIncident();
  commander = made.commander;
  ref = made.incident.ref;
  auth = { Authorization: `Bearer ${await aToken(commander, ["read", "respond"])}` };
  // The first world in which several people got at it, some of them unresolved.
  for (let seed = 7000; ; seed++) {
    const world = randomWorld(seed);
    await loadWorld(Number(made.incident.id), world.facts, world.events);
    answer = await getExposure(commander.ctx, ref, {});
    const rows = readersOf(answer);
    if (rows.some((row) => row.resolved) && rows.some((row) => !row.resolved && row.name) && rows.length > 2) break;
  }
}, 120_000);

function readersOf({ assets }: ExposureView) {
  return assets.flatMap((asset) => asset.principals.filter((row) => row.unauthorisedItself > 0));
}

async function everybody(query = "limit=2"): Promise<RecipientView[]> {
  const all: RecipientView[] = [];
  let cursor: string | null = null;
  do {
    const path: string = `${ref}/${PATH}?${query}${cursor ? `&cursor=${cursor}` : ""}`;
    const page = await (await call("GET", path)).json();
    all.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

const nameOf = ({ principal, name }: RecipientView) => (principal ? { principal } : { actor: name ?? "" });

describe("recipients", () => {
  test("are exactly those whom the exposure answer counts without clearance, each once, over all pages", async () => {
    const found = await everybody();
    const keys = found.map(({ principal, name }) => recipientKey({ principal, actor: name }));
    const expected = readersOf(answer).map((row) => recipientKey({ principal: row.principal, actor: row.name }));
    expect(keys.toSorted()).toEqual([...new Set(expected)].toSorted());
    const sum = (of: "certain" | "possible") => found.reduce((n, row) => n + row.accesses[of], 0);
    const counted = (of: "certain" | "possible") => readersOf(answer).reduce((n, row) => n + row.unauthorised[of], 0);
    expect([sum("certain"), sum("possible")]).toEqual([counted("certain"), counted("possible")]);
  });

  test("of one asset are those of that asset", async () => {
    for (const asset of answer.assets) {
      const found = await everybody(`asset=${asset.asset}`);
      expect(found.length).toBe(asset.principals.filter((row) => row.unauthorisedItself > 0).length);
    }
  });
});

describe("a statement", () => {
  const state = (body: object, headers = auth) => call("POST", `${ref}/${PATH}/statements`, body, headers);

  test("about several stands beside each, in the record with its reason, and a later one replaces it", async () => {
    const rows = (await everybody()).filter((row) => row.name !== null).slice(0, 3);
    const recipients = rows.map(nameOf);
    const said = { recipients, question: "bound_to_secrecy", answer: "yes", reason: "Employment contract, § 9" };
    expect(await (await state(said)).json()).toEqual({ stated: rows.length });
    const [first] = recipients;
    const later = { ...said, recipients: [first], answer: "no", reason: "A contractor without one" };
    expect((await state(later)).status).toBe(201);
    const found = await everybody();
    const of = (who: object) => found.find((row) => JSON.stringify(nameOf(row)) === JSON.stringify(who));
    expect(of(first ?? {})?.stated.bound_to_secrecy).toMatchObject({ answer: "no", by: commander.name });
    expect(of(recipients[1] ?? {})?.stated.bound_to_secrecy).toMatchObject({ answer: "yes" });
    expect(of(recipients[1] ?? {})?.stated.deletion_attested).toBe(null);
    const query = new URLSearchParams(first as Record<string, string>);
    const history = await (await call("GET", `${ref}/${PATH}/statements?${query}`)).json();
    expect(history.data.map((one: { answer: string }) => one.answer)).toEqual(["yes", "no"]);
    expect(history.data[0].supersededAt).not.toBe(null);
    const entries = await db()
      .select()
      .from(incidentEvents)
      .where(eq(incidentEvents.kind, "recipient_stated"))
      .orderBy(asc(incidentEvents.seq));
    expect(entries.map(({ data }) => [data.answer, data.recipients])).toEqual([
      ["yes", rows.length],
      ["no", 1],
    ]);
  });

  test.each([
    [{ recipients: [] }, "/recipients"],
    [{ recipients: [{}] }, "/recipients/0"],
    [{ recipients: [{ principal: "00000000-0000-4000-8000-000000000000" }] }, "/recipients/0/principal"],
    [{ reason: "" }, "/reason"],
    [{ question: "deletion_attested", evidence: [] }, "/evidence"],
  ])("%j is refused at its field", async (over, pointer) => {
    const base = { recipients: [{ actor: "x" }], question: "bound_to_secrecy", answer: "yes", reason: "r" };
    const refused = await state({ ...base, ...over });
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].pointer).toBe(pointer);
  });

  test("is not made by who may only read", async () => {
    const viewer = { Authorization: `Bearer ${await aToken(await aUser("viewer"), ["read"])}` };
    const body = { recipients: [{ actor: "x" }], question: "bound_to_secrecy", answer: "yes", reason: "r" };
    expect((await state(body, viewer)).status).toBe(403);
    expect((await call("GET", `${ref}/${PATH}`, undefined, viewer)).status).toBe(200);
  });
});

describe("files", () => {
  test("the inventory for a spreadsheet escapes formulas, and says unknown", async () => {
    await call("POST", `${ref}/data`, { description: "=HYPERLINK(1)", people: { certainty: "known", low: 7 } });
    const response = await call("GET", `${ref}/data.csv`);
    expect(response.headers.get("content-disposition")).toContain(`${ref}-affected-data.csv`);
    const text = await response.text();
    expect(text).toContain("'=HYPERLINK(1)");
    expect(text).toContain("known,7,7");
    expect(text).toContain("unknown,unknown,unknown");
  });

  test("the facts for a notification are the same as JSON and as Markdown", async () => {
    const facts = await (await call("GET", `${ref}/data/notification`)).json();
    expect(facts).toMatchObject({ incident: { ref }, recipients: { total: (await everybody()).length } });
    const markdown = await (await call("GET", `${ref}/data/notification?format=md`)).text();
    expect(markdown).toContain(`# ${ref}: facts for a notification`);
    expect(markdown).toContain(`People: ${facts.people.text}.`);
    expect(await call("GET", `${ref}/data/notification?format=pdf`)).toMatchObject({ status: 422 });
  });

  test("the privacy gauge rests on the same recipients", async () => {
    await call("POST", `${ref}/data`, { description: "Profiles", category: "contact", subjectKind: "customers" });
    const { terms, score } = await (await call("GET", `${ref}/severity/privacy`)).json();
    const lost = terms.find((one: { term: string }) => one.term === "confidentiality");
    // Somebody is known by what a log wrote only.
    expect([lost.low, lost.high]).toEqual([0.5, 0.5]);
    expect(score.low).toBeLessThanOrEqual(score.high);
  });
});
