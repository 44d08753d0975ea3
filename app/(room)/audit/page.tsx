import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditTrail } from "@/components/access/audit-trail";
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
        lead="Sign-ins, users, tokens and settings: what was done outside any incident. What happens in an incident is in its own record, which its timeline checks and exports."
      />
      <AuditTrail />
    </>
  );
}
