import { toMillis } from "@/db/seed/day-clock";
import type { LogFile } from "@/db/seed/log-file";
import { type Random, random } from "@/db/seed/random";
import { instantBetween } from "../accesses";
import { ENGINEERS, type Person } from "../cast";
import { TIMES } from "../times";
import { addressOf } from "./cloudtrail";

const ACTIVITIES = 14_000;
/** Lines that end in the middle, as an interrupted copy leaves them. */
const CUT_LINES = [2_411, 7_020, 11_868] as const;

const DOCUMENTS = Array.from({ length: 120 }, (_, i) => ({
  id: `1NwDoc${String(i).padStart(4, "0")}`,
  title: `Design note ${i + 1}`,
}));

/** The Workspace audit log of the day: NDJSON of Reports API activities, three of its lines cut off. */
export function workspaceFile(): LogFile {
  const r = random(2201);
  const activities = Array.from({ length: ACTIVITIES }, () => activity(r)).sort((a, b) =>
    a.id.time < b.id.time ? -1 : 1,
  );
  const lines = activities.map((one) => JSON.stringify(one));
  for (const index of CUT_LINES) lines[index] = (lines[index] ?? "").slice(0, 120);
  return {
    filename: "workspace-audit-2026-03-11.ndjson",
    system: "google-workspace",
    coverageFrom: TIMES.dayBegins,
    coverageUntil: TIMES.dayEnds,
    bytes: Buffer.from(`${lines.join("\n")}\n`),
    expected: {
      records: ACTIVITIES,
      events: ACTIVITIES - CUT_LINES.length,
      duplicates: 0,
      skipped: 0,
      rejects: CUT_LINES.length,
    },
  };
}

function activity(r: Random) {
  const person = r.pick(ENGINEERS);
  const time = toMillis(instantBetween(r, TIMES.dayBegins, TIMES.dayEnds));
  const signsIn = r.int(1, 12) === 1;
  return {
    kind: "admin#reports#activity",
    id: {
      time,
      uniqueQualifier: `-${r.int(100_000_000, 999_999_999)}${r.int(100_000_000, 999_999_999)}`,
      applicationName: signsIn ? "login" : "drive",
      customerId: "C0northwind",
    },
    actor: { callerType: "USER", email: person.email, profileId: profileId(person) },
    ipAddress: addressOf(person),
    events: [signsIn ? { type: "login", name: "login_success" } : driveEvent(r)],
  };
}

function driveEvent(r: Random) {
  const document = r.pick(DOCUMENTS);
  return {
    type: "access",
    name: r.pick(["view", "view", "view", "edit", "download", "create"]),
    parameters: [
      { name: "primary_event", boolValue: true },
      { name: "doc_id", value: document.id },
      { name: "doc_title", value: document.title },
      { name: "doc_type", value: "document" },
      { name: "visibility", value: "people_within_domain_with_link" },
    ],
  };
}

function profileId(person: Person): string {
  return `1100000000000000${person.id.slice(-2)}`;
}
