import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/page-heading";
import { NowView } from "./now-view";

export const metadata: Metadata = { title: "Now" };

/** What burns, worst first. The list comes with the shell, which counts it. */
export default function NowPage() {
  return (
    <>
      <PageHeading title="Now" />
      <NowView />
    </>
  );
}
