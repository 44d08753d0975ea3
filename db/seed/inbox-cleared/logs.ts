import { type At, secondsLater, toMillis } from "@/db/seed/day-clock";
import { allRead, type LogFile } from "@/db/seed/log-file";
import { instantIn, type Random, random } from "@/db/seed/random";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import { batchesOf, OPERATOR, SESSION, STOPS, WHEN } from "./cast";

const LOOKS = 18;
const ORDINARY = 420;
const COLLEAGUES = ["research-1", "research-2", "research-3", "research-4"].map((id) => `${id}@northwind.example`);

export function inboxLogs(at: At): LogFile[] {
  return [transcript(at), mailLog(at)];
}

interface Line {
  at: Instant;
  entry: object;
}

/** The assistant's own transcript, from its gateway's disk. */
function transcript(at: At): LogFile {
  const r = random(2_601);
  const message = (when: Instant, body: object): Line => ({ at: when, entry: { type: "message", message: body } });
  const user = (when: Instant, text: string) =>
    message(when, { role: "user", content: [{ type: "text", text }], timestamp: instantToMicros(when) / 1_000 });
  const call = (when: Instant, name: string, args: object): Line[] => {
    const id = `toolu_${r.hex(8)}`;
    const content = [{ type: "toolCall", id, name, arguments: args }];
    return [
      message(when, { role: "assistant", content, stopReason: "toolUse" }),
      message(secondsLater(when, 1.5), {
        role: "toolResult",
        toolCallId: id,
        toolName: name,
        content: [{ type: "text", text: "ok" }],
        isError: false,
      }),
    ];
  };
  const looks = Array.from({ length: LOOKS }, (_, i) =>
    call(secondsLater(at(WHEN.asked), 20 + i * 65), "exec", { command: `gog gmail search 'in:inbox' --page ${i + 1}` }),
  );
  const deletes = batchesOf(at).map(({ at: when, messages }) =>
    call(when, "exec", { command: `gog gmail trash ${messages.length} --older-than 7d` }),
  );
  const written: Line[] = [
    user(at(WHEN.asked), "Look through my inbox and suggest what to archive or delete. Don't act until I tell you to."),
    ...looks.flat(),
    {
      at: at(WHEN.compacted),
      entry: { type: "compaction", summary: "Go through the inbox; archive or delete what is old." },
    },
    ...deletes.flat(),
    ...STOPS.map((stop) => user(at(stop.at), stop.text)),
  ].filter((line) => line.at < at(WHEN.killed));
  const lines = written.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let parentId: string | null = null;
  const entries = lines.map(({ at: when, entry }) => {
    const id = r.hex(8);
    const one = { ...entry, id, parentId, timestamp: toMillis(when) };
    parentId = id;
    return one;
  });
  const first = {
    type: "session",
    version: 3,
    id: SESSION,
    timestamp: toMillis(at(WHEN.asked)),
    cwd: "/srv/assistant",
  };
  const records = [first, ...entries];
  const skipped = 2;
  return {
    filename: `${SESSION}.jsonl`,
    system: "openclaw",
    coverageFrom: at(WHEN.logsFrom),
    coverageUntil: at(WHEN.logsUntil),
    bytes: Buffer.from(`${records.map((record) => JSON.stringify(record)).join("\n")}\n`),
    // The session's first line and the compaction are bookkeeping.
    expected: { ...allRead(records.length), events: records.length - skipped, skipped },
  };
}

/** The mail log of the workspace: what the assistant did stands under her name, since it used her token. */
function mailLog(at: At): LogFile {
  const r = random(2_602);
  const trashed = batchesOf(at).flatMap(({ at: when, messages }) =>
    messages.map((id, i) => activity(r, secondsLater(when, 0.3 + i * 0.1), OPERATOR.email, "trash", id)),
  );
  const ordinary = Array.from({ length: ORDINARY }, () =>
    activity(
      r,
      instantIn(r, at(WHEN.logsFrom), at(WHEN.logsUntil)),
      r.pick(COLLEAGUES),
      "view",
      `<${r.hex(16)}@mail.example>`,
    ),
  );
  const lines = [...trashed, ...ordinary].sort((a, b) => (a.id.time < b.id.time ? -1 : 1));
  return {
    filename: "workspace-gmail.ndjson",
    system: "google-workspace",
    coverageFrom: at(WHEN.logsFrom),
    coverageUntil: at(WHEN.logsUntil),
    bytes: Buffer.from(`${lines.map((line) => JSON.stringify(line)).join("\n")}\n`),
    expected: allRead(lines.length),
  };
}

function activity(r: Random, at: Instant, email: string, name: "trash" | "view", messageId: string) {
  return {
    kind: "admin#reports#activity",
    id: {
      time: toMillis(at),
      uniqueQualifier: `-${r.int(100_000_000, 999_999_999)}${r.int(100_000_000, 999_999_999)}`,
      applicationName: "gmail",
      customerId: "C0northwind",
    },
    actor: { callerType: "USER", email, profileId: `11000000000000${r.int(10, 99)}` },
    ipAddress: "198.51.100.31",
    events: [{ type: "user_action", name, parameters: [{ name: "message_id", value: messageId }] }],
  };
}
