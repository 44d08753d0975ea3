import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeading } from "@/components/ui/page-heading";
import { TabsNav } from "@/components/ui/tabs-nav";
import { pageContext } from "@/lib/api/server/page-context";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  const tabs = [
    { href: "/settings", label: "This browser and me", also: "/settings/me" },
    { href: "/settings/notices", label: "Notices" },
    { href: "/settings/response", label: "Response targets" },
    { href: "/settings/tokens", label: "API tokens" },
    ...(actor.permissions.has("administer") ? [{ href: "/settings/users", label: "Users" }] : []),
  ];
  return (
    <>
      <PageHeading title="Settings" />
      <TabsNav label="Parts of the settings" tabs={tabs} />
      <div className="pt-5">{children}</div>
    </>
  );
}
