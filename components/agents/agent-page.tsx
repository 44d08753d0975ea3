"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useNow } from "@/components/ui/clock";
import { useCommand } from "@/components/ui/commands";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { PageHeading } from "@/components/ui/page-heading";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Stat, StatStrip } from "@/components/ui/stat-strip";
import { Time } from "@/components/ui/time";
import { useViewer } from "@/lib/access/use-viewer";
import { STOP_TEST_DUE_DAYS } from "@/lib/agents/model";
import { agentOf } from "@/lib/agents/queries";
import type { AiSystemView } from "@/lib/agents/views";
import { APPROVAL_MODE_WORDS, AUTONOMY_WORDS, STATUS_WORDS } from "@/lib/agents/words";
import { failedQuery } from "@/lib/api/failed-query";
import { AccessSection } from "./access-section";
import { FactsSection } from "./facts-section";
import { HistorySection } from "./history-section";
import { IdentitiesSection } from "./identities-section";
import { IncidentsSection } from "./incidents-section";
import { RequestsSection } from "./requests-section";
import { StopSection } from "./stop-section";
import { VersionsSection } from "./versions-section";
import { WaitingApprovals } from "./waiting-approvals";

const AgentDialog = dynamic(() => import("./agent-dialog"));

/** One AI system: what it is now, how it is stopped, what it may reach, and all that it was before. */
export function AgentPage({ id }: { id: string }) {
  const editable = useViewer().can("respond");
  const query = useQuery(agentOf(id));
  const [open, setOpen] = useQueryState("open", parseAsStringLiteral(["edit"] as const));
  useCommand({
    label: "Change this AI system",
    group: "Agents",
    keys: "e",
    enabled: editable,
    run: () => void setOpen("edit"),
  });
  if (!query.data) {
    if (query.isError)
      return <FailedState className="mt-4" title="This AI system could not be loaded." {...failedQuery(query)} />;
    return <SkeletonRows className="mt-4" rows={8} label="Loading the AI system" />;
  }
  const agent = query.data;
  return (
    <>
      <PageHeading
        title={
          <>
            {agent.name}{" "}
            {agent.status !== "active" && (
              <Chip className="align-middle font-normal">{STATUS_WORDS[agent.status]}</Chip>
            )}
          </>
        }
        lead={agent.purpose || undefined}
        actions={
          editable && (
            <Button hint="E" onClick={() => void setOpen("edit")}>
              Change
            </Button>
          )
        }
      />
      <WaitingApprovals />
      <Strip agent={agent} />
      <div className="mt-5 grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-w-0 flex-col gap-6">
          <AccessSection agent={agent} editable={editable} />
          <StopSection agent={agent} editable={editable} />
          <RequestsSection id={id} />
          <VersionsSection agent={agent} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <FactsSection agent={agent} />
          <IdentitiesSection agent={agent} editable={editable} />
          <IncidentsSection id={id} />
          <HistorySection id={id} />
        </div>
      </div>
      {open === "edit" && <AgentDialog agent={agent} onClose={() => void setOpen(null)} />}
    </>
  );
}

function Strip({ agent }: { agent: AiSystemView }) {
  const { autonomy, approvalMode, assessed, assessment } = agent;
  return (
    <StatStrip label="What one asks of an AI system">
      <Stat
        question="How far does it go by itself?"
        answer={autonomy ? AUTONOMY_WORDS[autonomy] : <Unknown />}
        detail={<>a person agrees: {approvalMode ? APPROVAL_MODE_WORDS[approvalMode].toLowerCase() : <Unknown />}</>}
      />
      <Stat
        question="May it reach what it reaches?"
        tone={assessed ? "verified" : assessment?.state === "approved" ? "exposed" : "unknown"}
        answer={assessed ? "Approved" : assessment?.state === "approved" ? "Approval has ended" : "Not assessed"}
        detail={
          assessment?.expiresAt ? (
            <>
              {assessed ? "until" : "it ended"} <Time value={assessment.expiresAt} mode="date" quiet />
            </>
          ) : assessment?.state === "asked" ? (
            "waits for a decision"
          ) : (
            "no approval stands"
          )
        }
      />
      <StopStat agent={agent} />
      <Stat
        question="What did it cause?"
        answer={
          agent.incidents === 0
            ? "No incident"
            : `${agent.incidents} ${agent.incidents === 1 ? "incident" : "incidents"}`
        }
        detail="of those that you may see"
      />
    </StatStrip>
  );
}

/** A test of long ago says little of today. */
function StopStat({ agent: { lastStopTest, killSwitchHow, webhook } }: { agent: AiSystemView }) {
  const nowMs = useNow(3_600_000);
  const question = "Can it be stopped?";
  if (!lastStopTest) {
    const detail = killSwitchHow || webhook ? "a kill switch is recorded" : "no kill switch is recorded";
    return <Stat question={question} tone="unknown" answer="Never tested" detail={detail} />;
  }
  const { outcome, testedAt, secondsToStop } = lastStopTest;
  const old = nowMs - Date.parse(testedAt) > STOP_TEST_DUE_DAYS * 86_400_000;
  return (
    <Stat
      question={question}
      tone={outcome === "failed" ? "exposed" : old ? "unknown" : "verified"}
      answer={outcome === "failed" ? "The last test failed" : old ? "Not tested lately" : "Yes, tested"}
      detail={
        <>
          <Time value={testedAt} mode="date" quiet />
          {secondsToStop !== null && ` · stopped after ${secondsToStop} s`}
        </>
      }
    />
  );
}
