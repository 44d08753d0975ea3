import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { IncidentsView } from "./incidents-view";

export const metadata: Metadata = { title: "Incidents" };

export default function IncidentsPage() {
  return (
    <>
      <PageHeading title="Incidents" />
      <IncidentsView />
    </>
  );
}
