"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { agentList } from "@/lib/agents/queries";
import type { PrincipalView } from "@/lib/people/views";

/** Of which AI system of the registry a principal is an identity; where it is of none, that is said too. */
export function AiSystemLink({ principal }: { principal: PrincipalView }) {
  const systems = useQuery(agentList());
  const ids = new Set([principal.id, ...principal.merged.map(({ id }) => id)]);
  const system = systems.data?.data.find(({ identities }) => identities.some((one) => ids.has(one.principal.id)));
  if (!systems.isSuccess || (!system && principal.kind !== "agent")) return null;
  return (
    <section aria-labelledby="ai-system">
      <h3 id="ai-system" className="mb-1 font-semibold">
        AI system
      </h3>
      {system ? (
        <p>
          <Link href={`/agents/${system.id}`} className="underline-quiet font-medium">
            {system.name}
          </Link>
          <span className="text-ink-2">{system.owner ? `, owned by ${system.owner}` : ", nobody owns it"}</span>{" "}
          {!system.assessed && <Chip tone="unknown">no assessment counts</Chip>}
        </p>
      ) : (
        <p className="text-ink-2">
          In the registry no AI system has this identity.{" "}
          <Link href="/agents" className="underline-quiet">
            Open the registry
          </Link>{" "}
          to say which one it is.
        </p>
      )}
    </section>
  );
}
