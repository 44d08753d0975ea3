import type { Instant } from "@/lib/time/instant";
import { toMillis } from "./day-clock";
import type { Random } from "./random";

/** One message of the Model Context Protocol as it went through a gateway: from which agent, for whom. */
export interface Passed {
  at: Instant;
  agent: string;
  user: string;
  method: string;
  params: object;
  status?: "ok" | "blocked";
}

/** A line of the gateway's log. */
export function gatewayLine(r: Random, { at, agent, user, method, params, status = "ok" }: Passed) {
  return {
    timestamp: toMillis(at),
    event_id: r.uuid(),
    agent_id: agent,
    user,
    session_id: `s-${r.hex(8)}`,
    client_ip: `203.0.113.${r.int(2, 250)}`,
    status,
    message: { jsonrpc: "2.0", id: r.int(1, 9_999), method, params },
  };
}

/** The log as it is exported, in the order of time. */
export function gatewayLog(lines: readonly ReturnType<typeof gatewayLine>[]): string {
  const inOrder = [...lines].sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
  return `${inOrder.map((line) => JSON.stringify(line)).join("\n")}\n`;
}
