import { toMillis } from "@/db/seed/day-clock";
import { allRead, type LogFile } from "@/db/seed/log-file";
import { gatewayLine, gatewayLog } from "@/db/seed/mcp-gateway";
import { instantIn, type Random, random } from "@/db/seed/random";
import type { Instant } from "@/lib/time/instant";
import { AGENT, at, MAINTAINER, PRIVATE_REPO, PUBLIC_REPO, RED_TEAM, REFUSED, RUN, WHEN } from "./cast";

const CALLS = 320;
const RECORDS = 240;

export function poisonedLogs(): LogFile[] {
  return [gatewayFile(), githubFile()];
}

/** What the agent called, through the gateway between it and the code host. */
function gatewayFile(): LogFile {
  const r = random(2_505);
  const call = (when: Instant, tool: string, args: object, status: "ok" | "blocked" = "ok") =>
    gatewayLine(r, {
      at: when,
      agent: AGENT,
      user: MAINTAINER.email,
      method: "tools/call",
      params: { name: tool, arguments: args },
      status,
    });
  const ordinary = Array.from({ length: CALLS }, () => {
    const args = { repo: PUBLIC_REPO, path: `docs/page-${r.int(1, 60)}.md` };
    return call(instantIn(r, at(WHEN.logsFrom), at(WHEN.asked)), "get_file_contents", args);
  });
  const run = RUN.map((one) => call(at(one.at), one.tool, { ...one.args, url: `https://github.com/${one.args.repo}` }));
  const refused = REFUSED.map((when) => call(at(when), "list_issues", { repo: PUBLIC_REPO }, "blocked"));
  const lines = [...ordinary, ...run, ...refused];
  return {
    filename: "mcp-gateway-2025-06-03.ndjson",
    system: "mcp",
    coverageFrom: at(WHEN.logsFrom),
    coverageUntil: at(WHEN.logsUntil),
    bytes: Buffer.from(gatewayLog(lines)),
    expected: allRead(lines.length),
  };
}

/** The code host's audit log: with the maintainer's token, the agent looks like the maintainer. */
function githubFile(): LogFile {
  const r = random(2_506);
  const ordinary = Array.from({ length: RECORDS }, () => {
    const when = instantIn(r, at(WHEN.logsFrom), at(WHEN.logsUntil));
    return record(
      r,
      when,
      r.pick(["git.fetch", "git.push", "workflows.completed_workflow_run"]),
      MAINTAINER.login,
      PUBLIC_REPO,
    );
  });
  const lines = [
    ...ordinary,
    record(r, at(WHEN.planted), "issues.opened", RED_TEAM.login, PUBLIC_REPO),
    record(r, at(WHEN.read), "repo.download_zip", MAINTAINER.login, PRIVATE_REPO),
    record(r, at(WHEN.leaked), "pull_request.create", MAINTAINER.login, PUBLIC_REPO),
    record(r, at(WHEN.removed), "pull_request.deleted", RED_TEAM.login, PUBLIC_REPO),
  ].sort((a, b) => a.created_at - b.created_at);
  return {
    filename: "github-audit-2025-06-03.ndjson",
    system: "github",
    coverageFrom: at(WHEN.logsFrom),
    coverageUntil: at(WHEN.logsUntil),
    bytes: Buffer.from(`${lines.map((line) => JSON.stringify(line)).join("\n")}\n`),
    expected: allRead(lines.length),
  };
}

function record(r: Random, when: Instant, action: string, actor: string, repo: string) {
  const created = Date.parse(toMillis(when));
  return { "@timestamp": created, _document_id: r.hex(22), action, actor, created_at: created, org: "northwind", repo };
}
