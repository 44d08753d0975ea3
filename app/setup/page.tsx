import type { Metadata } from "next";
import { SetupForm } from "@/components/access/setup-form";
import { Entrance } from "@/components/shell/entrance";
import { Notice } from "@/components/ui/notice";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string; for?: string }> }) {
  const { token, for: purpose } = await searchParams;
  const first = purpose !== "password";
  return (
    <Entrance
      title={first ? "The first admin" : "Choose a password"}
      lead={first ? "This link makes one admin and then ends." : "This link works once."}
    >
      {token ? (
        <SetupForm token={token} first={first} />
      ) : (
        <Notice kind="unknown" title="The link is not complete.">
          Open the whole address as it was printed. A new one comes from{" "}
          <code className="mono">npm run token -- --create-admin</code>, or from an admin.
        </Notice>
      )}
    </Entrance>
  );
}
