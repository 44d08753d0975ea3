import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditTrail } from "@/components/access/audit-trail";
import { RecordChecks } from "@/components/record/record-checks";
import { PageHeading } from "@/components/ui/page-heading";
import { pageContext } from "@/lib/api/server/page-context";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage() {
  const { actor } = await pageContext();
  if (!actor.permissions.has("audit")) notFound();
  return (
    <>
      <PageHeading
        title="Audit"
        lead="Whether the records of incidents are as they were written, and what was done in the app outside them."
      />
      <RecordChecks />
      <section aria-labelledby="in-the-app" className="mt-8">
        <h2 id="in-the-app" className="mb-2 font-semibold text-md">
          In the app
        </h2>
        <AuditTrail />
      </section>
    </>
  );
}
