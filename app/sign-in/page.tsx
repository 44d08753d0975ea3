import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/access/sign-in-form";
import { Entrance } from "@/components/shell/entrance";
import { listDemoSignIns } from "@/lib/access/server/demo";
import { visitorContext } from "@/lib/api/server/page-context";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = insideAddress((await searchParams).next);
  const ctx = await visitorContext();
  if (ctx.actor) redirect(next);
  const demo = await listDemoSignIns();
  return (
    <Entrance title="Sign in" lead="The incident room, and the record, for what an AI system caused.">
      <SignInForm next={next} demo={demo.data} />
    </Entrance>
  );
}

/** Only addresses of this app: a link to the sign-in page must not lead out of it. */
function insideAddress(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) && !next.includes("\\") ? next : "/";
}
