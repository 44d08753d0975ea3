import Link from "next/link";
import type { ComponentProps } from "react";
import Markdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import type { NumberedSource } from "@/lib/postmortems/sources";
import { CITE_PREFIX, remarkCitations } from "./remark-citations";

type Sources = ReadonlyMap<string, NumberedSource>;

/** No images at all: a picture from elsewhere would tell its server who reads this, and when. */
const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []).filter((tag) => tag !== "img"), "time"],
};

interface RecordMarkdownProps {
  text: string;
  sources: Sources;
}

/** Text of a postmortem: GFM without raw HTML, its citations as numbers that lead to what they rest on. */
export function RecordMarkdown({ text, sources }: RecordMarkdownProps) {
  return (
    <div className="record-text">
      <Markdown
        remarkPlugins={[remarkGfm, remarkCitations]}
        rehypePlugins={[[rehypeSanitize, schema]]}
        components={componentsFor(sources)}
      >
        {text}
      </Markdown>
    </div>
  );
}

function componentsFor(sources: Sources): Components {
  return {
    a: ({ href = "", children }) =>
      href.startsWith(CITE_PREFIX) ? (
        <Cited source={sources.get(decodeURIComponent(href.slice(CITE_PREFIX.length)))} />
      ) : (
        <a href={href} rel="noopener noreferrer nofollow" target="_blank">
          {children}
        </a>
      ),
    em: ({ children }) =>
      children === "unknown" ? <span className="text-unknown">unknown</span> : <em>{children}</em>,
    table: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <div tabIndex={0} className="record-table">
        <table>{children}</table>
      </div>
    ),
    // The section's own heading is an h2.
    h1: (props) => <h3 {...plain(props)} />,
    h2: (props) => <h3 {...plain(props)} />,
    h3: (props) => <h4 {...plain(props)} />,
    h4: (props) => <h5 {...plain(props)} />,
  };
}

function plain({ children }: ComponentProps<"h1"> & { node?: unknown }) {
  return { children };
}

function Cited({ source }: { source: NumberedSource | undefined }) {
  if (!source) return null;
  const label = `Source ${source.number}: ${source.label}`;
  return (
    <sup className="record-cite">
      {source.href === null ? (
        <span title={`${label}. You have no right to open evidence.`}>{source.number}</span>
      ) : (
        <Link href={source.href} prefetch={false} title={label} aria-label={label}>
          {source.number}
        </Link>
      )}
    </sup>
  );
}
