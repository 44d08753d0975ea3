import type { Metadata } from "next";
import { ClearanceList } from "@/components/people/clearance-list";
import { pageContext } from "@/lib/api/server/page-context";
import { RegistryHeading } from "../registry-heading";

export const metadata: Metadata = { title: "Clearances" };

export default async function ClearancesPage() {
  await pageContext();
  return (
    <>
      <RegistryHeading />
      <ClearanceList />
    </>
  );
}
