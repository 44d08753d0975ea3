import type { Metadata } from "next";
import { Entrance } from "@/components/shell/entrance";
import { Notice } from "@/components/ui/notice";
import { SubscriptionForm } from "@/components/updates/subscription-form";

export const metadata: Metadata = { title: "Status updates" };

type Search = Promise<{ confirm?: string | string[]; leave?: string | string[] }>;

/** Where a link from a mail leads. Opening it changes nothing, since programs that scan mail open links too. */
export default async function SubscriptionPage({ searchParams }: { searchParams: Search }) {
  const { confirm, leave } = await searchParams;
  const answer = typeof confirm === "string" ? "confirm" : "leave";
  const secret = typeof confirm === "string" ? confirm : leave;
  return (
    <Entrance title="Status updates" lead="By mail, of one incident. Nothing here needs an account.">
      {typeof secret === "string" && secret !== "" ? (
        <SubscriptionForm answer={answer} secret={secret} />
      ) : (
        <Notice kind="unknown" title="The link is not complete.">
          Open the whole address as it stands in the mail.
        </Notice>
      )}
    </Entrance>
  );
}
