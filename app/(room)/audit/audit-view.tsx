"use client";

import { AuditLog } from "@/components/record/audit-log";
import { RecordChecks } from "@/components/record/record-checks";
import { EmptyState } from "@/components/ui/empty-state";

/** Whether the records are as they were written, and who did what in the app. */
export function AuditView({ mayAudit }: { mayAudit: boolean }) {
  return (
    <div className="flex flex-col gap-7 pt-4 pb-10">
      <h1 className="font-semibold text-xl tracking-tight">Audit</h1>
      <RecordChecks />
      {mayAudit ? (
        <AuditLog />
      ) : (
        <EmptyState title="The log of the app is for auditors and administrators.">
          Records of incidents that you may see can be checked above.
        </EmptyState>
      )}
    </div>
  );
}
