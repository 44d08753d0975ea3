import type { ReactNode } from "react";
import type { Severity } from "@/lib/incidents/model";
import { citationKey, citationsOf } from "@/lib/postmortems/cite";
import { utc } from "@/lib/postmortems/markdown";
import { type NumberedSource, numberSources } from "@/lib/postmortems/sources";
import type { PostmortemView, SectionView } from "@/lib/postmortems/views";
import { Glance } from "./glance";
import "./postmortem.css";
import { RecordMarkdown } from "./record-markdown";
import { SourceLink } from "./source-link";

interface ReaderProps {
  postmortem: PostmortemView;
  mayOpenEvidence: boolean;
  badge: (level: Severity | null) => ReactNode;
  /** What can be done with it; not on paper. */
  actions: ReactNode;
}

type Sources = ReadonlyMap<string, NumberedSource>;

/** The document for people who were not there. Rendered on the server: it needs no script to be read. */
export function Reader({ postmortem, mayOpenEvidence, badge, actions }: ReaderProps) {
  const { sections, facts } = postmortem;
  const sources = numberSources(
    sections.map((section) => section.body),
    facts,
    mayOpenEvidence,
  );
  const [summary, ...rest] = sections;
  return (
    <div className="postmortem print:table print:w-full print:table-fixed">
      <PaperHead postmortem={postmortem} />
      <div className="print:table-row-group">
        <StatusLine postmortem={postmortem} actions={actions} />
        {summary && (
          <section id={summary.section} aria-labelledby="postmortem-summary" className="mb-7 print:mb-4">
            <h2 id="postmortem-summary" className="mb-1.5 font-semibold text-lg tracking-tight">
              {summary.title}
            </h2>
            <WrittenBefore section={summary} />
            <RecordMarkdown text={summary.body} sources={sources} />
            <div className="mt-4">
              <Glance facts={facts} badge={badge} />
            </div>
          </section>
        )}
        <div className="grid gap-x-8 lg:grid-cols-[10.5rem_minmax(0,1fr)] print:block">
          <Outline sections={rest} />
          <div className="min-w-0">
            {rest.map((section) => (
              <SectionText key={section.section} section={section} sources={sources} />
            ))}
            <SourceList sources={sources} />
          </div>
        </div>
      </div>
    </div>
  );
}

/** Repeated on every sheet: what this is, who may read it, and which version it was. */
function PaperHead({ postmortem }: { postmortem: PostmortemView }) {
  const { incident, version, state, facts } = postmortem;
  const date = postmortem.publishedAt ?? postmortem.approvedAt ?? postmortem.generatedAt;
  return (
    <div className="hidden break-inside-avoid print:table-header-group">
      <div className="mb-4 flex justify-between border-line-strong border-b pb-1.5 text-xs">
        <span>
          <b>{incident}</b> · {facts.incident.mode === "drill" && "DRILL, NOTHING HAPPENED · "}postmortem ·{" "}
          {facts.incident.visibility === "restricted" ? "RESTRICTED" : "internal"}
        </span>
        <span>
          {state.replace("_", " ")} · version {version} · {utc(date, "day")} · facts as of {utc(facts.asOf, "minute")}
        </span>
      </div>
    </div>
  );
}

function StatusLine({ postmortem, actions }: { postmortem: PostmortemView; actions: ReactNode }) {
  const { title, facts } = postmortem;
  return (
    <div className="pt-4 pb-3">
      <p className="hidden font-semibold text-2xl print:block">{title}</p>
      <div data-print="hide">{actions}</div>
      {facts.incident.mode === "drill" && <p className="mt-1 text-agent text-sm">A drill. Nothing in it happened.</p>}
      {facts.incident.synthetic && (
        <p className="mt-1 text-agent text-sm">Invented for a demonstration: {facts.incident.synthetic}</p>
      )}
    </div>
  );
}

function Outline({ sections }: { sections: readonly SectionView[] }) {
  return (
    <nav aria-label="Sections" data-print="hide" className="max-lg:mb-4">
      <ul className="top-16 flex flex-wrap gap-x-4 gap-y-1 text-sm lg:sticky lg:flex-col lg:gap-y-1.5">
        {sections.map(({ section, title }) => (
          <li key={section}>
            <a
              href={`#${section}`}
              className="inline-flex min-h-6 items-center text-ink-2 hover:text-ink hover:underline hover:underline-offset-3"
            >
              {title}
            </a>
          </li>
        ))}
        <li>
          <a
            href="#sources"
            className="inline-flex min-h-6 items-center text-ink-2 hover:text-ink hover:underline hover:underline-offset-3"
          >
            Sources
          </a>
        </li>
      </ul>
    </nav>
  );
}

function SectionText({ section, sources }: { section: SectionView; sources: Sources }) {
  const cited = citationsOf([section.body]).flatMap((citation) => sources.get(citationKey(citation)) ?? []);
  return (
    <section
      id={section.section}
      aria-labelledby={`h-${section.section}`}
      className="mb-8 grid scroll-mt-16 gap-x-6 xl:grid-cols-[minmax(0,1fr)_11rem] print:mb-5 print:block"
    >
      <h2 id={`h-${section.section}`} className="mb-1.5 font-semibold text-lg tracking-tight xl:col-span-2">
        {section.title}
      </h2>
      <div className="min-w-0">
        <WrittenBefore section={section} />
        {section.body ? (
          <RecordMarkdown text={section.body} sources={sources} />
        ) : (
          <p className="text-unknown">Nobody has written this yet.</p>
        )}
      </div>
      {cited.length > 0 && (
        <aside aria-label={`Sources of ${section.title}`} className="max-xl:hidden print:hidden">
          <Margin cited={cited} />
        </aside>
      )}
    </section>
  );
}

/** On paper too: the words and the figures of such a section may differ. */
function WrittenBefore({ section: { outdated, savedBy, savedAt } }: { section: SectionView }) {
  if (!outdated) return null;
  return (
    <p className="mb-2 text-sm text-unknown">
      Written by {savedBy}, {utc(savedAt, "minute")}, before facts changed that it rests on; nobody has confirmed it
      since.
    </p>
  );
}

const IN_MARGIN = 14;

function Margin({ cited }: { cited: readonly NumberedSource[] }) {
  return (
    <ul className="border-line border-l pl-3 text-ink-3 text-xs">
      {cited.slice(0, IN_MARGIN).map((source) => (
        <li key={source.key} className="truncate py-0.5">
          <SourceLink source={source} />
        </li>
      ))}
      {cited.length > IN_MARGIN && (
        <li className="py-0.5">
          <a href="#sources" className="underline-quiet">
            {cited.length - IN_MARGIN} more
          </a>
        </li>
      )}
    </ul>
  );
}

function SourceList({ sources }: { sources: Sources }) {
  return (
    <section id="sources" aria-labelledby="h-sources" className="mb-8 scroll-mt-16">
      <h2 id="h-sources" className="mb-1.5 font-semibold text-lg tracking-tight">
        Sources
      </h2>
      {sources.size === 0 ? (
        <p className="text-unknown">Nothing is cited.</p>
      ) : (
        <ol className="columns-1 gap-6 text-sm sm:columns-2 lg:columns-3 print:columns-3">
          {[...sources.values()].map((source) => (
            <li key={source.key} className="truncate py-0.5 text-ink-2">
              <SourceLink source={source} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
