"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import type { Severity } from "@/lib/incidents/model";
import { assessmentsOf, severityPrefillOf } from "@/lib/severity/queries";
import { AssessmentHistory } from "./assessment-history";
import { ReassessNotice, ResponseSection } from "./response-section";
import { SeverityForm } from "./severity-form";

interface SeverityPageProps {
  incidentRef: string;
  /** The incident's level now; null while nobody is sure. */
  current: Severity | null;
  badge: (level: Severity) => ReactNode;
}

export function SeverityPage({ incidentRef, current, badge }: SeverityPageProps) {
  const viewer = useViewer();
  const history = useQuery(assessmentsOf(incidentRef));
  const prefill = useQuery(severityPrefillOf(incidentRef));
  if (history.isError) {
    return (
      <FailedState
        className="mt-4"
        title="The severity could not be loaded."
        detail={failureText(history.error)}
        onRetry={() => void history.refetch()}
        retrying={history.isFetching}
      />
    );
  }
  if (!history.data || prefill.isPending)
    return <SkeletonRows label="Loading the severity" rows={8} className="mt-3" />;
  const [latest] = history.data.data;
  return (
    <>
      {!latest && (
        <Notice kind="unknown" className="mt-3" title="Not assessed yet">
          Until it is,{" "}
          {current ? `the ${current} given at declaration counts` : "it counts as SEV1, the worst plausible"}. What the
          evidence shows is filled in; leave what nobody knows at unknown.
        </Notice>
      )}
      <ReassessNotice incidentRef={incidentRef} />
      <SeverityForm
        key={latest?.id ?? "first"}
        incidentRef={incidentRef}
        latest={latest}
        current={current}
        suggestions={prefill.data?.suggestions ?? []}
        factSuggestions={prefill.data?.facts ?? []}
        editable={viewer.can("respond")}
        badge={badge}
      />
      <div className="mt-6 max-w-xl">
        <ResponseSection incidentRef={incidentRef} />
      </div>
      <AssessmentHistory incidentRef={incidentRef} assessments={history.data.data} badge={badge} />
    </>
  );
}
