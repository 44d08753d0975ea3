import type { Outcome, Verb } from "@/lib/evidence/model";

/** What a known program's message says beyond its head. Groups: user, ip, target, command. */
interface KnownMessage {
  app: RegExp;
  message: RegExp;
  action: string;
  verb: Verb;
  outcome: Outcome;
}

const SSHD = /^sshd(-session)?$/;
const ADDRESS = "(?<ip>[0-9a-fA-F.:]{2,45})";

export const KNOWN_MESSAGES: readonly KnownMessage[] = [
  {
    app: SSHD,
    message: new RegExp(`^Accepted \\S+ for (?<user>\\S+) from ${ADDRESS}`),
    action: "ssh_login",
    verb: "login",
    outcome: "success",
  },
  {
    app: SSHD,
    message: new RegExp(`^Failed \\S+ for (?:invalid user )?(?<user>\\S+) from ${ADDRESS}`),
    action: "ssh_login",
    verb: "login",
    outcome: "failure",
  },
  {
    app: SSHD,
    message: new RegExp(`^Invalid user (?<user>\\S*) from ${ADDRESS}`),
    action: "ssh_login",
    verb: "login",
    outcome: "failure",
  },
  {
    app: /^sudo$/,
    message:
      /^\s*(?<user>\S+) : (?:user NOT in sudoers|command not allowed|\d+ incorrect password attempts?) ?;.{0,1000}?USER=(?<target>\S+) ; COMMAND=(?<command>.+)$/,
    action: "sudo",
    verb: "execute",
    outcome: "denied",
  },
  {
    app: /^sudo$/,
    message: /^\s*(?<user>\S+) : .{0,1000}?USER=(?<target>\S+) ; (?:.{0,1000}? ; )?COMMAND=(?<command>.+)$/,
    action: "sudo",
    verb: "execute",
    outcome: "success",
  },
  {
    app: /^(.*\/)?(CRON|crond?)$/i,
    message: /^\((?<user>[^)]{1,100})\) CMD \((?<command>.*)\)$/,
    action: "CMD",
    verb: "execute",
    outcome: "unknown",
  },
  {
    app: /^su(\[.*)?$/,
    message: /^(?:\(to (?<target>\S+)\) (?<user>\S+) on|Successful su for (?<target2>\S+) by (?<user2>\S+))/,
    action: "su",
    verb: "login",
    outcome: "success",
  },
  {
    app: /^su$/,
    message: /^FAILED (?:SU \(to (?<target>\S+)\) (?<user>\S+) on|su for (?<target2>\S+) by (?<user2>\S+))/,
    action: "su",
    verb: "login",
    outcome: "failure",
  },
  {
    app: /^useradd$/,
    message: /^new user: name=(?<target>[^,\s]+)/,
    action: "useradd",
    verb: "admin",
    outcome: "success",
  },
  {
    app: /^groupadd$/,
    message: /^(?:new group: |group added to \S+ )name=(?<target>[^,\s]+)/,
    action: "groupadd",
    verb: "admin",
    outcome: "success",
  },
  {
    app: /^usermod$/,
    message: /^add '(?<target>[^']+)' to (?:shadow )?group/,
    action: "usermod",
    verb: "grant",
    outcome: "success",
  },
  {
    app: /^systemd-logind$/,
    message: /^New session \S+ of user (?<user>\S+?)\.?$/,
    action: "New session",
    verb: "login",
    outcome: "success",
  },
];

export interface ReadMessage {
  action: string;
  verb: Verb;
  outcome: Outcome;
  user: string | null;
  ip: string | null;
  target: string | null;
  command: string | null;
}

export function readMessage(app: string, message: string): ReadMessage | null {
  const start = message.slice(0, 8192);
  for (const known of KNOWN_MESSAGES) {
    const m = known.app.test(app) ? known.message.exec(start) : null;
    if (!m) continue;
    const group = (...names: string[]) => names.map((name) => m.groups?.[name]).find((value) => value) ?? null;
    return {
      action: known.action,
      verb: known.verb,
      outcome: known.outcome,
      user: group("user", "user2"),
      ip: group("ip"),
      target: group("target", "target2"),
      command: group("command"),
    };
  }
  return null;
}
