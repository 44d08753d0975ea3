import type { Metadata } from "next";
import Link from "next/link";
import { DeclareForm } from "@/components/incidents/declare-form";
import { Notice } from "@/components/ui/notice";
import { PageHeading } from "@/components/ui/page-heading";
import { pageContext } from "@/lib/api/server/page-context";

export const metadata: Metadata = { title: "Declare an incident" };

export default async function DeclarePage() {
  const { actor } = await pageContext();
  return (
    <div className="max-w-xl">
      <PageHeading title="Declare an incident" lead="Two fields are enough. The room asks the rest when it matters." />
      {actor.permissions.has("respond") ? (
        <DeclareForm />
      ) : (
        <Notice kind="unknown" title={`Your role, ${actor.role}, can read incidents but not declare them.`}>
          You can{" "}
          <Link href="/reports" className="underline-quiet">
            report it
          </Link>
          : a commander then decides what it is.
        </Notice>
      )}
    </div>
  );
}
