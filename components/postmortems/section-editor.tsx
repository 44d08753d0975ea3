"use client";

import { lazy, type RefObject, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { Segmented } from "@/components/ui/segmented";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { useDraft } from "@/components/ui/use-draft";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { LIMITS } from "@/lib/postmortems/model";
import { useSaveSection } from "@/lib/postmortems/mutations";
import type { NumberedSource } from "@/lib/postmortems/sources";
import type { SectionView } from "@/lib/postmortems/views";
import { OutdatedNotice } from "./outdated-notice";
import { RegenerateSection } from "./regenerate-section";
import { SectionConflict } from "./section-conflict";
import { VersionsDialog } from "./versions-dialog";

/** Only who looks at the preview loads the Markdown reader. */
const Preview = lazy(() => import("./preview"));

interface SectionEditorProps {
  incidentRef: string;
  section: SectionView;
  sources: ReadonlyMap<string, NumberedSource>;
  editable: boolean;
  textarea: RefObject<HTMLTextAreaElement | null>;
}

interface Draft {
  body: string;
  /** The version that was edited, kept with the text: also over a closed tab. */
  version: number;
}

/** One section as Markdown. The text is kept in this browser while it is written, and in the record when it is saved. */
export function SectionEditor({ incidentRef, section, sources, editable, textarea }: SectionEditorProps) {
  const draft = useDraft<Draft | null>(`postmortem:${incidentRef}:${section.section}`, null);
  const save = useSaveSection(incidentRef, section.section);
  const [view, setView] = useState<"write" | "preview">(editable ? "write" : "preview");
  const body = draft.value?.body ?? section.body;
  const version = draft.value?.version ?? section.version;
  const dirty = draft.value !== null && draft.value.body !== section.body;
  const stale = dirty && version !== section.version;
  const write = (next: string) =>
    draft.change((before) => ({ body: next, version: before?.version ?? section.version }));

  function store(basedOn: number) {
    if (!save.isPending) save.mutate({ body, version: basedOn }, { onSuccess: () => draft.discard() });
  }
  useCommand({
    label: `Save “${section.title}”`,
    group: "Postmortem",
    keys: "mod+s",
    enabled: editable && dirty,
    run: () => store(version),
  });
  const refused = save.error instanceof ApiError && save.error.status === 412;

  return (
    <section aria-label={section.title}>
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="font-semibold text-md">{section.title}</h2>
        <span className="text-ink-3 text-sm">
          {section.origin === "person" ? `written by ${section.savedBy}` : "generated from the record"},{" "}
          <Time value={section.savedAt} />
        </span>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <VersionsDialog incidentRef={incidentRef} section={section} onRestore={editable ? write : undefined} />
          {editable && (
            <Segmented
              label="View"
              options={[
                { value: "write", label: "Write" },
                { value: "preview", label: "Preview" },
              ]}
              value={view}
              onValueChange={setView}
            />
          )}
        </span>
      </div>
      <OutdatedNotice incidentRef={incidentRef} section={section} dirty={dirty} editable={editable} />
      {view === "write" && editable ? (
        <Textarea
          ref={textarea}
          aria-label={`Text of ${section.title}`}
          value={body}
          onChange={(event) => write(event.target.value)}
          onSubmitKey={() => dirty && store(version)}
          maxLength={LIMITS.sectionLength}
          className="mono min-h-80 whitespace-pre-wrap"
        />
      ) : (
        <div className="rounded-md border border-line bg-panel px-4 py-3">
          <Suspense fallback={<Spinner />}>
            <Preview text={body} sources={sources} />
          </Suspense>
        </div>
      )}
      {(refused || stale) && dirty && (
        <SectionConflict
          theirs={section}
          mine={body}
          busy={save.isPending}
          onTakeTheirs={() => {
            draft.discard();
            save.reset();
          }}
          onSaveMine={() => store(section.version)}
        />
      )}
      {save.error && !refused && (
        <p role="alert" className="mt-2 text-exposed">
          {failureText(save.error)} What you wrote is kept in this browser.
        </p>
      )}
      {editable && (
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <Button
            variant="primary"
            busy={save.isPending}
            disabled={!dirty}
            // The focus stays here when the last change is saved.
            focusableWhenDisabled
            onClick={() => store(version)}
          >
            Save
          </Button>
          {dirty && (
            <Button variant="quiet" onClick={draft.discard}>
              Throw away
            </Button>
          )}
          <span role="status" className="text-ink-3 text-sm">
            {dirty ? "Not saved yet; kept in this browser." : "Saved."}
          </span>
          {section.origin === "person" && <RegenerateSection incidentRef={incidentRef} section={section} />}
        </div>
      )}
    </section>
  );
}
