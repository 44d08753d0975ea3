"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { SECTIONS, type Section } from "@/lib/postmortems/model";
import { postmortemOf } from "@/lib/postmortems/queries";
import { numberSources } from "@/lib/postmortems/sources";
import type { PostmortemView, SectionView } from "@/lib/postmortems/views";
import { GateList } from "./gate-list";
import { InsertPanel } from "./insert-panel";
import { NoPostmortem } from "./no-postmortem";
import { SectionEditor } from "./section-editor";
import { STATE_WORDS, StateChip } from "./state-chip";

export function PostmortemEditor({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery(postmortemOf(incidentRef));
  if (data === undefined) {
    if (!error) return <SkeletonRows label="Loading the postmortem" className="mt-3" />;
    return (
      <FailedState
        className="mt-4"
        title="The postmortem could not be loaded."
        detail={failureText(error)}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  }
  return data === null ? <NoPostmortem incidentRef={incidentRef} /> : <Editor postmortem={data} />;
}

/** Sections on the left, the text in the middle, the record to cite from on the right. */
function Editor({ postmortem }: { postmortem: PostmortemView }) {
  const viewer = useViewer();
  const [chosen, setChosen] = useQueryState("section", parseAsStringLiteral(SECTIONS).withDefault("summary"));
  const textarea = useRef<HTMLTextAreaElement>(null);
  const { state, sections, facts, incident } = postmortem;
  const frozen = state === "approved" || state === "published";
  const section = sections.find((one) => one.section === chosen) ?? sections[0];
  const sources = numberSources(
    sections.map((one) => one.body),
    facts,
    viewer.can("read"),
  );
  if (!section) return null;
  const editable = viewer.can("respond") && !frozen;

  return (
    <div className="grid gap-x-6 gap-y-4 pt-4 lg:grid-cols-[12rem_minmax(0,1fr)] xl:grid-cols-[12rem_minmax(0,1fr)_15rem]">
      <aside>
        <div className="mb-3 flex items-center gap-2">
          <StateChip state={state} />
          <Link href={`/incidents/${incident}/postmortem`} className={buttonStyle({ size: "sm", variant: "quiet" })}>
            Read
          </Link>
        </div>
        <SectionChoice sections={sections} chosen={section.section} onChoose={(next) => void setChosen(next)} />
        <div className="mt-5 text-sm max-lg:hidden">
          <p className="mb-1 font-semibold text-ink-2">Before approval</p>
          <GateList gates={postmortem.gates} />
        </div>
      </aside>
      <div className="min-w-0">
        {frozen && (
          <Notice className="mb-3" title={`The postmortem is ${STATE_WORDS[state]}.`}>
            Its text is frozen. A commander can return it to draft, with a reason.
          </Notice>
        )}
        <SectionEditor
          key={section.section}
          incidentRef={incident}
          section={section}
          sources={sources}
          editable={editable}
          textarea={textarea}
        />
      </div>
      {editable && (
        <div className="lg:col-start-2 xl:col-start-3">
          <InsertPanel facts={facts} textarea={textarea} />
        </div>
      )}
    </div>
  );
}

interface SectionChoiceProps {
  sections: readonly SectionView[];
  chosen: Section;
  onChoose: (section: Section) => void;
}

function SectionChoice({ sections, chosen, onChoose }: SectionChoiceProps) {
  return (
    <nav aria-label="Sections">
      <ul className="flex flex-wrap gap-0.5 lg:flex-col">
        {sections.map(({ section, title, origin, body, outdated }) => (
          <li key={section}>
            <button
              type="button"
              aria-current={section === chosen ? "true" : undefined}
              onClick={() => onChoose(section)}
              className={cn(
                "flex w-full items-baseline justify-between gap-2 rounded-md px-2 py-1 text-left text-ink-2 hover:bg-hover pointer-coarse:py-2",
                section === chosen && "bg-sunk font-medium text-ink",
              )}
            >
              {title}
              <span className={cn("text-xs", outdated ? "text-unknown" : body.trim() ? "text-ink-3" : "text-exposed")}>
                {outdated ? "facts changed" : body.trim() ? (origin === "person" ? "written" : "generated") : "empty"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
