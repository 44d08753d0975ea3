"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, Pencil, Printer } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useViewer } from "@/lib/access/use-viewer";
import { isNewerText } from "@/lib/postmortems/is-newer-text";
import type { ReviewStep } from "@/lib/postmortems/mutations";
import { postmortemOf } from "@/lib/postmortems/queries";
import type { PostmortemView } from "@/lib/postmortems/views";
import { GenerateButton } from "./generate-button";
import { StateChip } from "./state-chip";
import { StepDialog } from "./step-dialog";

const DONE: Record<ReviewStep, string> = {
  review: "A review is asked for",
  approve: "The postmortem is approved",
  publish: "The postmortem is published",
  return: "The postmortem is a draft again",
};

/** Where the document stands and what comes next. Says so when the page shows an older text than there is. */
export function PostmortemActions({ shown }: { shown: PostmortemView }) {
  const router = useRouter();
  const viewer = useViewer();
  const { data } = useQuery({ ...postmortemOf(shown.incident), initialData: shown });
  const [step, setStep] = useState<ReviewStep | null>(null);
  const postmortem = data ?? shown;
  const editHref = `/incidents/${shown.incident}/postmortem/edit`;
  const editable = viewer.can("respond") && (postmortem.state === "draft" || postmortem.state === "in_review");
  useCommand({
    label: "Edit the postmortem",
    group: "Postmortem",
    keys: "e",
    enabled: editable,
    run: () => router.push(editHref),
  });
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <StateChip state={postmortem.state} />
        <span className="min-w-0 text-ink-2 text-sm">
          <Standing postmortem={postmortem} />
        </span>
        <span className="ml-auto flex flex-wrap gap-2">
          <a
            href={`/api/v1/incidents/${shown.incident}/postmortem.md`}
            download
            className={buttonStyle({ variant: "quiet" })}
          >
            <Download aria-hidden="true" />
            Markdown
          </a>
          <Button variant="quiet" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
            Print
          </Button>
          {editable && (
            <>
              <GenerateButton incidentRef={shown.incident} again />
              <Link href={editHref} className={buttonStyle()}>
                <Pencil aria-hidden="true" />
                Edit
              </Link>
            </>
          )}
          <Steps postmortem={postmortem} viewer={viewer} onStep={setStep} />
        </span>
      </div>
      {isNewerText(postmortem, shown) && (
        <Notice
          live
          title="The text was changed since you opened this page."
          action={
            <Button size="sm" onClick={() => router.refresh()}>
              Show it
            </Button>
          }
        />
      )}
      {step && (
        <StepDialog
          postmortem={postmortem}
          step={step}
          onClose={() => setStep(null)}
          onDone={() => {
            toast(DONE[step]);
            setStep(null);
            router.refresh();
          }}
        />
      )}
    </div>
  );
}

function Standing({ postmortem }: { postmortem: PostmortemView }) {
  const { generatedAt, approvedBy, approvedAt, publishedAt, version, facts } = postmortem;
  return (
    <>
      version {version} · facts as of <Time value={facts.asOf} />
      {publishedAt ? (
        <>
          {" "}
          · published <Time value={publishedAt} />
        </>
      ) : approvedAt ? null : (
        <>
          {" "}
          · generated <Time value={generatedAt} />
        </>
      )}
      {approvedBy && (
        <>
          {" "}
          · approved by {approvedBy} <Time value={approvedAt} />
        </>
      )}
    </>
  );
}

interface StepsProps {
  postmortem: PostmortemView;
  viewer: ReturnType<typeof useViewer>;
  onStep: (step: ReviewStep) => void;
}

function Steps({ postmortem, viewer, onStep }: StepsProps) {
  const { state, authors } = postmortem;
  const respond = viewer.can("respond");
  const command = viewer.can("command");
  const wrote = authors.some(({ id }) => id === viewer.id);
  switch (state) {
    case "draft":
      return respond ? (
        <Button variant="primary" onClick={() => onStep("review")}>
          Ask for a review…
        </Button>
      ) : null;
    case "in_review":
      return (
        <>
          {respond && <Button onClick={() => onStep("return")}>Return…</Button>}
          {command && !wrote && (
            <Button variant="primary" onClick={() => onStep("approve")}>
              Approve…
            </Button>
          )}
          {(!command || wrote) && (
            <span className="self-center text-ink-3 text-sm">
              {command ? "You wrote some of it: another commander or admin" : "A commander or admin"} who wrote none of
              it approves
            </span>
          )}
        </>
      );
    case "approved":
      return command ? (
        <>
          <Button onClick={() => onStep("return")}>Return…</Button>
          <Button variant="primary" onClick={() => onStep("publish")}>
            Publish…
          </Button>
        </>
      ) : (
        <span className="self-center text-ink-3 text-sm">A commander or admin publishes it</span>
      );
    default:
      return command ? <Button onClick={() => onStep("return")}>Return…</Button> : null;
  }
}
