"use client";

import { useQuery } from "@tanstack/react-query";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { versionsOfAgent } from "@/lib/agents/queries";
import type { AiSystemView, AiVersionView } from "@/lib/agents/views";
import { AUTONOMY_WORDS } from "@/lib/agents/words";
import { failedQuery } from "@/lib/api/failed-query";

/** What it was when: each version holds until the next one's instant. */
export function VersionsSection({ agent }: { agent: AiSystemView }) {
  const query = useQuery(versionsOfAgent(agent.id));
  const rows = query.data?.data ?? [];
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-1 font-semibold">
        What it was when
      </h2>
      {query.isPending && <SkeletonRows rows={3} label="Loading its versions" />}
      {query.isError && <FailedState title="Its versions could not be loaded." {...failedQuery(query)} />}
      {rows.length > 0 && (
        <Table caption="Versions of this AI system" className="min-w-150">
          <THead>
            <tr>
              <Th>Holds since</Th>
              <Th>Model</Th>
              <Th>Prompt</Th>
              <Th>Autonomy</Th>
              <Th>What changed</Th>
            </tr>
          </THead>
          <tbody>
            {rows.map((version, i) => (
              <Tr key={version.versionId} current={version.versionId === agent.versionId}>
                <Td>
                  {version.from ? <Time value={version.from} quiet /> : <Unknown>nobody knows when</Unknown>}
                  {version.versionId === agent.versionId && <span className="block text-ink-3 text-sm">now</span>}
                </Td>
                <Td>{[version.model, version.modelVersion].filter(Boolean).join(" ") || <Unknown />}</Td>
                <Td>{version.promptVersion ?? <Unknown />}</Td>
                <Td>{version.autonomy ? AUTONOMY_WORDS[version.autonomy] : <Unknown />}</Td>
                <Td>
                  {changesOf(version, rows[i + 1])}
                  {version.reason && <span className="block text-ink-2 text-sm">{version.reason}</span>}
                  <span className="block text-ink-3 text-sm">
                    recorded by {version.recordedBy} <Time value={version.recordedAt} mode="relative" quiet />
                  </span>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

const COMPARED: readonly (readonly [keyof AiVersionView, string])[] = [
  ["name", "name"],
  ["owner", "owner"],
  ["vendor", "vendor"],
  ["model", "model"],
  ["modelVersion", "model version"],
  ["promptVersion", "prompt"],
  ["tools", "tools"],
  ["assets", "assets it may reach"],
  ["classification", "classification it may reach"],
  ["autonomy", "autonomy"],
  ["approvalMode", "approval"],
  ["oversight", "oversight"],
  ["killSwitchHow", "how it is stopped"],
  ["killSwitchWhere", "where it is stopped"],
  ["status", "status"],
];

function changesOf(version: AiVersionView, before: AiVersionView | undefined): string {
  if (!before) return "first version known";
  const changed = COMPARED.filter(([key]) => JSON.stringify(version[key]) !== JSON.stringify(before[key]));
  return changed.map(([, word]) => word).join(", ") || "nothing";
}
