import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SummaryPage } from "@/components/exposure/summary-page";
import { AppError } from "@/lib/api/errors";
import { pageContext } from "@/lib/api/server/page-context";
import { ExposureQuery } from "@/lib/exposure/inputs";
import { getSummary } from "@/lib/exposure/server/get-summary";

export const metadata: Metadata = { title: "Exposure on one page" };

interface Props {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ at?: string | string[] }>;
}

/** For the postmortem and for whoever reads nothing else: made on the server, prints on A4 and Letter. */
export default async function ExposureSummaryPage({ params, searchParams }: Props) {
  const [{ ref }, { at }] = await Promise.all([params, searchParams]);
  const query = ExposureQuery.safeParse({ at: typeof at === "string" ? at : undefined });
  if (!query.success) notFound();
  const summary = await getSummary(await pageContext(), ref, query.data).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return <SummaryPage summary={summary} at={query.data.at ?? null} />;
}
