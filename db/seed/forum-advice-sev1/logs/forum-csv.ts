import { secondsLater } from "@/db/seed/day-clock";
import type { LogFile } from "@/db/seed/log-file";
import { type Random, random } from "@/db/seed/random";
import { instantBetween } from "../accesses";
import { AGENT, AGENT_CALLER, APPLIER, ASKER, ENGINEERS, REVERTER } from "../cast";
import { TIMES, toSeconds } from "../times";
import { addressOf } from "./cloudtrail";

const ROWS = 9_000;
/** Rows whose clock ran past the hour: no time that can be read. */
const BROKEN_ROWS = [512, 2_048, 4_999, 8_111] as const;
const TOPIC = "topic/4711";

interface Row {
  time: string;
  user: string;
  action: string;
  object: string;
  ip: string;
  status: string;
}

/** The forum's own audit log as a CSV of its making, four rows of it with a time that does not exist. */
export function forumFile(): LogFile {
  const r = random(4401);
  const rows = [...Array.from({ length: ROWS }, () => ordinaryRow(r)), ...storyRows(r)].sort((a, b) =>
    a.time < b.time ? -1 : 1,
  );
  const lines = rows.map((row, i) => {
    const time = (BROKEN_ROWS as readonly number[]).includes(i) ? row.time.replace(/T\d\d:\d\d/, "T25:61") : row.time;
    return [time, row.user, row.action, row.object, row.ip, row.status].join(",");
  });
  return {
    filename: "forum-audit-2026-03-11.csv",
    system: "forum",
    coverageFrom: TIMES.dayBegins,
    coverageUntil: TIMES.dayEnds,
    bytes: Buffer.from(`time,user,action,object,ip,status\r\n${lines.join("\r\n")}\r\n`),
    expected: {
      records: rows.length,
      events: rows.length - BROKEN_ROWS.length,
      duplicates: 0,
      skipped: 0,
      rejects: BROKEN_ROWS.length,
    },
  };
}

function ordinaryRow(r: Random): Row {
  const person = r.pick(ENGINEERS);
  const topic = r.int(1, 4_000);
  return {
    time: toSeconds(instantBetween(r, TIMES.dayBegins, TIMES.dayEnds)),
    user: person.email,
    action: r.pick(["topic.view", "topic.view", "topic.view", "search.run", "post.create"]),
    object: `topic/${topic}${r.int(1, 4) === 1 ? `?post=${r.int(1, 40)}` : ""}`,
    ip: addressOf(person),
    status: "200",
  };
}

/** The question, the agent's answer in public, who read it, and that it was hidden. */
function storyRows(r: Random): Row[] {
  const row = (at: string, user: string, action: string, ip: string): Row => ({
    time: toSeconds(at),
    user,
    action,
    object: TOPIC,
    ip,
    status: "200",
  });
  const readers = ENGINEERS.slice(12, 40).map((person) =>
    row(instantBetween(r, TIMES.agentPosted, TIMES.answerHidden), person.email, "topic.view", addressOf(person)),
  );
  return [
    row(TIMES.asked, ASKER.email, "post.create", addressOf(ASKER)),
    row(secondsLater(TIMES.agentAsked, -40), AGENT_CALLER.email, "topic.view", addressOf(AGENT_CALLER)),
    row(TIMES.agentPosted, AGENT, "post.create", "10.20.0.31"),
    row("2026-03-11T14:48:30.000000Z", APPLIER.email, "topic.view", addressOf(APPLIER)),
    row(TIMES.answerHidden, REVERTER.email, "post.delete", addressOf(REVERTER)),
    ...readers,
  ];
}
