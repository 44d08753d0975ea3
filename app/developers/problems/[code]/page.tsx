import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PROBLEMS } from "@/lib/api/problems";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Problem: ${(await params).code}` };
}

/** Where the `type` of a problem document leads. */
export default async function ProblemPage({ params }: Props) {
  const { code } = await params;
  const problem = PROBLEMS.find((candidate) => candidate.code === code);
  if (!problem) notFound();
  return (
    <main className="mx-auto max-w-[68ch] px-6 py-12">
      <p className="mono text-ink-3">
        {problem.status} · {problem.code}
      </p>
      <h1 className="mt-1 font-semibold text-2xl">What this refusal means</h1>
      <p className="mt-3 text-base text-ink-2">{problem.meaning}</p>
    </main>
  );
}
