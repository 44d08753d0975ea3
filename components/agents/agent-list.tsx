"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { agentList } from "@/lib/agents/queries";
import type { AiSystemView } from "@/lib/agents/views";
import { AUTONOMY_WORDS, STATUS_WORDS } from "@/lib/agents/words";
import { failedQuery } from "@/lib/api/failed-query";
import { DueList } from "./due-list";
import { WaitingApprovals } from "./waiting-approvals";

const AgentDialog = dynamic(() => import("./agent-dialog"));
const ImportDialog = dynamic(() => import("./import-dialog"));

/** The register of AI systems, with what waits for somebody above it. */
export function AgentList() {
  const editable = useViewer().can("respond");
  const router = useRouter();
  const list = useQuery(agentList());
  const [view, setView] = useQueryStates({ q: parseAsString.withDefault(""), open: parseAsString });
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "AI system");
  const register = () => void setView({ open: "new" });
  useCommand({ label: "Register an AI system", group: "Agents", keys: "n", enabled: editable, run: register });
  const all = list.data?.data ?? [];
  const rows = all.filter((agent) => matches(agent, view.q));
  const close = () => void setView({ open: null });

  return (
    <div ref={container}>
      <WaitingApprovals />
      <DueList />
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Input
          type="search"
          data-page-search
          aria-label="Find an AI system"
          placeholder="Name, owner, vendor, model or tool"
          className="w-72"
          value={view.q}
          onValueChange={(q) => void setView({ q: q || null })}
        />
        <span className="flex-1" />
        {editable && (
          <>
            <Button onClick={() => void setView({ open: "import" })}>Import…</Button>
            <Button hint="N" onClick={register}>
              Register
            </Button>
          </>
        )}
      </div>
      {list.isPending && <SkeletonRows rows={5} label="Loading the AI systems" />}
      {list.isError && <FailedState title="The AI systems could not be loaded." {...failedQuery(list)} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          title={view.q ? "No AI system matches." : "No AI system is registered."}
          action={
            view.q ? (
              <Button onClick={() => void setView({ q: null })}>Clear the search</Button>
            ) : (
              editable && (
                <Button variant="primary" hint="N" onClick={register}>
                  Register an AI system
                </Button>
              )
            )
          }
        >
          {!view.q &&
            "Say what acts in your organisation, who owns it, what it may reach and how it is stopped. The names by which logs know it resolve actors in every incident."}
        </EmptyState>
      )}
      {rows.length > 0 && <Rows rows={rows} />}
      {view.open === "new" && (
        <AgentDialog agent={null} onClose={close} onSaved={({ id }) => router.push(`/agents/${id}`)} />
      )}
      {view.open === "import" && <ImportDialog onClose={close} />}
    </div>
  );
}

function Rows({ rows }: { rows: readonly AiSystemView[] }) {
  return (
    <Table caption="AI systems" className="md:min-w-[58rem]">
      <THead>
        <tr>
          <Th>AI system</Th>
          <Th className="max-md:hidden">Owner</Th>
          <Th className="max-md:hidden">Model</Th>
          <Th className="max-md:hidden">Autonomy</Th>
          <Th className="max-md:hidden">Access</Th>
          <Th className="max-md:hidden">Stop last tested</Th>
          <Th numeric>Incidents</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((agent) => (
          <Tr key={agent.id}>
            <Td>
              <Link
                href={`/agents/${agent.id}`}
                data-list-item
                className="underline-quiet font-medium pointer-coarse:py-1.5"
              >
                {agent.name}
              </Link>
              {agent.status !== "active" && <span className="ml-2 text-ink-3">{STATUS_WORDS[agent.status]}</span>}
              <span className="block text-ink-3 text-sm">
                {agent.identities.length === 0 ? (
                  <Unknown>no log names it</Unknown>
                ) : (
                  <span className="mono">{namesOf(agent)}</span>
                )}
              </span>
            </Td>
            <Td className="max-md:hidden">{agent.owner ?? <Unknown>nobody</Unknown>}</Td>
            <Td className="max-md:hidden">
              {agent.model ?? <Unknown />}
              {agent.vendor && <span className="block text-ink-3 text-sm">{agent.vendor}</span>}
            </Td>
            <Td className="max-md:hidden">{agent.autonomy ? AUTONOMY_WORDS[agent.autonomy] : <Unknown />}</Td>
            <Td className="max-md:hidden">
              <Access agent={agent} />
            </Td>
            <Td className="max-md:hidden">
              <LastTest agent={agent} />
            </Td>
            <Td numeric>{agent.incidents}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Access({ agent: { assessed, assessment } }: { agent: AiSystemView }) {
  if (assessed && assessment?.expiresAt) {
    return (
      <span className="text-verified">
        approved until <Time value={assessment.expiresAt} mode="date" quiet />
      </span>
    );
  }
  if (assessment?.state === "asked") return <span className="text-unknown">waits for a decision</span>;
  if (assessment?.state === "approved") return <span className="text-exposed">approval has ended</span>;
  return <Unknown>not assessed</Unknown>;
}

function LastTest({ agent: { lastStopTest } }: { agent: AiSystemView }) {
  if (!lastStopTest) return <Unknown>never</Unknown>;
  const { outcome, secondsToStop, testedAt } = lastStopTest;
  return (
    <>
      <Time value={testedAt} mode="date" quiet />
      <span className={outcome === "failed" ? "block text-exposed text-sm" : "block text-ink-3 text-sm"}>
        {outcome}
        {secondsToStop !== null && `, ${secondsToStop} s`}
      </span>
    </>
  );
}

function namesOf({ identities }: AiSystemView): string {
  const names = identities.flatMap((one) => one.aliases.map((alias) => alias.value));
  const shown = [...new Set(names)];
  return shown.slice(0, 2).join(", ") + (shown.length > 2 ? ` +${shown.length - 2}` : "");
}

function matches(agent: AiSystemView, q: string): boolean {
  const { name, owner, vendor, model, tools, identities } = agent;
  const aliases = identities.flatMap((one) => one.aliases.map((alias) => alias.value));
  const text = [name, owner, vendor, model, ...tools, ...aliases].join("\n").toLowerCase();
  return text.includes(q.trim().toLowerCase());
}
