"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useViewer } from "@/lib/access/use-viewer";
import { assessmentsOfAgent } from "@/lib/agents/queries";
import type { AiSystemView, AssessmentView } from "@/lib/agents/views";
import { ASSESSMENT_WORDS, INTERN_WORDS } from "@/lib/agents/words";
import { failedQuery } from "@/lib/api/failed-query";
import { ReachSummary } from "./reach-summary";

const AssessmentDialog = dynamic(() => import("./assessment-dialog"));
const DecisionDialog = dynamic(() => import("./decision-dialog"));

/** Whether it may reach what it reaches: asked before, decided by somebody else, with an end. */
export function AccessSection({ agent, editable }: { agent: AiSystemView; editable: boolean }) {
  const query = useQuery(assessmentsOfAgent(agent.id));
  const [asking, setAsking] = useState(false);
  const rows = query.data?.data ?? [];
  return (
    <section aria-labelledby="access">
      <div className="mb-1 flex flex-wrap items-center gap-2">
        <h2 id="access" className="flex-1 scroll-mt-16 font-semibold">
          Access assessments
        </h2>
        {editable && (
          <Button size="sm" onClick={() => setAsking(true)}>
            Ask for access
          </Button>
        )}
      </div>
      {query.isPending && <SkeletonRows rows={2} label="Loading its assessments" />}
      {query.isError && <FailedState title="Its access assessments could not be loaded." {...failedQuery(query)} />}
      {query.isSuccess && rows.length === 0 && (
        <EmptyState title="Nobody has assessed its access">
          Before an AI system gets access: what would it reach, and would a new intern get the same? Somebody other than
          the one who asks decides, and an approval always ends.
        </EmptyState>
      )}
      <ul className="flex flex-col gap-2">
        {rows.map((assessment) => (
          <Assessment key={assessment.id} agent={agent} assessment={assessment} />
        ))}
      </ul>
      {asking && <AssessmentDialog agent={agent} onClose={() => setAsking(false)} />}
    </section>
  );
}

function Assessment({ agent, assessment }: { agent: AiSystemView; assessment: AssessmentView }) {
  const viewer = useViewer();
  const [deciding, setDeciding] = useState<"decide" | "withdraw" | null>(null);
  const { state, over, purpose, reach, intern, internReason, askedBy, askedAt, decidedBy, decisionReason } = assessment;
  const stands = state === "approved" && !over;
  const ink = stands ? "text-verified" : over ? "text-exposed" : state === "asked" ? "text-unknown" : "text-ink-2";
  const mayDecide = state === "asked" && viewer.can("command") && viewer.id !== askedBy.id;
  const mayWithdraw = (state === "asked" || stands) && viewer.can("respond");
  return (
    <li className="rounded-lg border border-line bg-panel px-3.5 py-3">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className={`font-semibold ${ink}`}>{over ? "approval has ended" : ASSESSMENT_WORDS[state]}</span>
        {assessment.expiresAt && (
          <span className="text-ink-2">
            until <Time value={assessment.expiresAt} mode="date" />
          </span>
        )}
        <span className="ml-auto text-ink-3 text-sm">
          asked by {askedBy.name} <Time value={askedAt} mode="relative" quiet />
          {decidedBy && `, decided by ${decidedBy}`}
        </span>
      </div>
      <p className="mt-1">{purpose}</p>
      <p className="mt-1 text-ink-2 text-sm">
        <span className={intern === "no" ? "text-unknown" : undefined}>{capital(INTERN_WORDS[intern])}</span>:{" "}
        {internReason}
      </p>
      <div className="mt-2">
        <ReachSummary reach={reach} />
      </div>
      {decisionReason && <p className="mt-1.5 border-line border-t pt-1.5 text-ink-2 text-sm">{decisionReason}</p>}
      {(mayDecide || mayWithdraw) && (
        <div className="mt-2 flex flex-wrap justify-end gap-2">
          {mayWithdraw && (
            <Button size="sm" onClick={() => setDeciding("withdraw")}>
              Withdraw…
            </Button>
          )}
          {mayDecide && (
            <Button size="sm" variant="primary" onClick={() => setDeciding("decide")}>
              Decide…
            </Button>
          )}
        </div>
      )}
      {state === "asked" && viewer.id === askedBy.id && (
        <p className="mt-1 text-ink-3 text-sm">Somebody else decides: a commander.</p>
      )}
      {deciding && (
        <DecisionDialog agent={agent} assessment={assessment} kind={deciding} onClose={() => setDeciding(null)} />
      )}
    </li>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
