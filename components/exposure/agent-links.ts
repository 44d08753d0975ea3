import type { AccessView } from "@/lib/exposure/views";
import { whoKey } from "./who-rows";

export interface AgentLinks {
  /** Agents that acted for this one. */
  agents: string[];
  /** Those for whom this one acted. */
  people: string[];
}

/** Who acted through whom, from the accesses at hand: by the key of the row that each stands in. */
export function agentLinks(accesses: readonly AccessView[]): Map<string, AgentLinks> {
  const links = new Map<string, AgentLinks>();
  const at = (key: string) => {
    const found = links.get(key) ?? { agents: [], people: [] };
    links.set(key, found);
    return found;
  };
  for (const access of accesses) {
    const person = access.beneficiaryName ?? access.onBehalfOf;
    const agent = access.principalName ?? access.actor;
    if (!person || !agent) continue;
    const { agents } = at(whoKey({ principal: access.beneficiary, name: person }));
    const { people } = at(whoKey({ principal: access.principal, name: agent }));
    if (!agents.includes(agent)) agents.push(agent);
    if (!people.includes(person)) people.push(person);
  }
  return links;
}
