import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { ExposureView } from "@/lib/exposure/views";

/** What is missing before the answer can say anything, and where to bring it: logs first, then people. */
export function NextSteps({ incidentRef, answer }: { incidentRef: string; answer: ExposureView }) {
  const { sources, facts } = answer.inputs;
  if (sources.length === 0) {
    return (
      <Notice
        kind="unknown"
        className="mb-3"
        title="No evidence has been read yet."
        action={
          <Link href={`/incidents/${incidentRef}/evidence`} className="underline-quiet self-center whitespace-nowrap">
            Bring the logs
          </Link>
        }
      >
        Until the logs of the exposed systems are here, nobody can say who got at it: the whole window counts as silent.
      </Notice>
    );
  }
  if (facts.principals.count === 0) {
    return (
      <Notice
        kind="unknown"
        className="mb-3"
        title="No people are known yet."
        action={
          <Link href="/people" className="underline-quiet self-center whitespace-nowrap">
            Import people and clearances
          </Link>
        }
      >
        Without them every access is by somebody unresolved, and nobody counts as cleared.
      </Notice>
    );
  }
  return null;
}
