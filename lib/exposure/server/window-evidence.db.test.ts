import { beforeAll, describe, expect, test } from "vitest";
import { anIncident, aToken } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";

testDatabase();

let ref = "";
let token = "";
let asset = "";

beforeAll(async () => {
  const made = await anIncident();
  ref = made.incident.ref;
  token = await aToken(made.commander, ["read", "respond"]);
  const patterns = [{ resource: "vault/*" }];
  const given = { name: "vault", classification: "restricted", systems: ["aws"], patterns };
  asset = (await call("POST", "/assets", given)).body.id;
});

async function call(method: string, path: string, body?: unknown) {
  const response = await api.request(`http://localhost/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const window = (more: object) => ({
  asset,
  audience: { kind: "public" },
  openedAt: "2026-03-11T14:00:00Z",
  ...more,
});
const windows = () => `/incidents/${ref}/exposure-windows`;

describe("the evidence that a window cites", () => {
  test.each(["99-999999", "banana", "1-1-7"])(
    "%s, which is none of this incident, is refused at its field",
    async (id) => {
      for (const field of ["openedEvidence", "closedEvidence"]) {
        const refused = await call("POST", windows(), window({ closedAt: "2026-03-11T15:00:00Z", [field]: [id] }));
        expect(refused.status).toBe(422);
        expect(refused.body.errors[0]).toMatchObject({ pointer: `/${field}`, message: expect.stringContaining(id) });
      }
    },
  );

  test("is checked as well when a window is changed or closed", async () => {
    const made = await call("POST", windows(), window({}));
    expect(made.status).toBe(201);
    const path = `${windows()}/${made.body.id}`;
    const changed = await call("PATCH", path, { openedEvidence: ["99-1"], reason: "Looked again." });
    expect(changed).toMatchObject({ status: 422, body: { errors: [{ pointer: "/openedEvidence" }] } });
    const closed = await call("POST", `${path}/close`, { closedAt: "2026-03-11T15:00:00Z", closedEvidence: ["99-1"] });
    expect(closed).toMatchObject({ status: 422, body: { errors: [{ pointer: "/closedEvidence" }] } });
  });
});

test("a window recorded as already closed stands in the timeline with its opening and its closing", async () => {
  const made = await call(
    "POST",
    windows(),
    window({ openedAt: "2026-03-10T08:00:00Z", closedAt: "2026-03-10T09:00:00Z" }),
  );
  expect(made.status).toBe(201);
  const query = "kinds=exposure_window_opened,exposure_window_closed&until=2026-03-11T00:00:00Z&order=oldest";
  const { body } = await call("GET", `/incidents/${ref}/timeline?${query}`);
  expect(body.data.map((entry: { kind: string; occurredAt: string }) => [entry.kind, entry.occurredAt])).toEqual([
    ["exposure_window_opened", "2026-03-10T08:00:00.000000Z"],
    ["exposure_window_closed", "2026-03-10T09:00:00.000000Z"],
  ]);
});
