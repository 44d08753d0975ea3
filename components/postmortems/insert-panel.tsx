"use client";

import type { RefObject } from "react";
import { cite } from "@/lib/postmortems/cite";
import { FACTOR_GROUPS } from "@/lib/postmortems/factors";
import type { PostmortemFacts } from "@/lib/postmortems/facts";
import { md, utc, words } from "@/lib/postmortems/markdown";

interface InsertPanelProps {
  facts: PostmortemFacts;
  textarea: RefObject<HTMLTextAreaElement | null>;
}

interface Insert {
  key: string;
  label: string;
  text: string;
}

/** The record beside the text: what is pressed is put where the cursor is, with its citation. */
export function InsertPanel({ facts, textarea }: InsertPanelProps) {
  return (
    <aside
      aria-label="Insert from the record"
      className="text-sm xl:sticky xl:top-14 xl:max-h-[calc(100dvh-5rem)] xl:overflow-y-auto"
    >
      <p className="mb-1 font-semibold text-ink-2">Insert from the record</p>
      {groupsOf(facts).map(({ title, items }) => (
        <details key={title} className="border-line border-b py-1.5">
          <summary>
            {title} <span className="text-ink-3">{items.length}</span>
          </summary>
          {items.length === 0 && <p className="py-1 text-ink-3">None is recorded.</p>}
          <ul className="mt-1">
            {items.map((item) => (
              <li key={item.key}>
                <button
                  type="button"
                  onClick={() => insert(textarea.current, item.text)}
                  className="w-full truncate rounded-sm px-1 py-0.5 text-left hover:bg-hover pointer-coarse:py-2"
                  title={item.label}
                >
                  {item.label}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
      <p className="mt-2 text-ink-3">
        A citation is written <code>[[cite:entry:12]]</code> and shows as a number that leads to its source.
      </p>
    </aside>
  );
}

function groupsOf(facts: PostmortemFacts): { title: string; items: Insert[] }[] {
  return [
    {
      title: "Exposure answer",
      items: facts.exposure ? [{ key: "exposure", label: "exposure answer", text: cite("exposure") }] : [],
    },
    {
      title: "Timeline",
      items: facts.timeline.map((entry) => ({
        key: entry.id,
        label: `${utc(entry.occurredAt, entry.precision).replaceAll("*", "")} ${entry.body}`,
        text: `${md(entry.body)} ${cite("entry", entry.id)}`,
      })),
    },
    {
      title: "Tasks",
      items: facts.tasks.map((task) => ({
        key: task.id,
        label: `${task.ref} ${task.title}`,
        text: `${md(task.title)} ${cite("task", task.ref)}`,
      })),
    },
    {
      title: "Affected data",
      items: facts.data.data.map((item) => ({
        key: item.id,
        label: item.description,
        text: `${md(item.description)} ${cite("data", item.id)}`,
      })),
    },
    {
      title: "Evidence files",
      items: facts.sources.map((source) => ({
        key: String(source.no),
        label: source.filename,
        text: `${md(source.filename)} ${cite("source", source.no)}`,
      })),
    },
    { title: "Contributing factors", items: factorInserts() },
  ];
}

function factorInserts(): Insert[] {
  return Object.entries(FACTOR_GROUPS).flatMap(([group, factors]) =>
    factors.map((factor) => ({
      key: `${group}.${factor}`,
      label: `${words(group)}: ${words(factor)}`,
      text: `| ${words(group)} | ${words(factor)} | potential | because … |\n`,
    })),
  );
}

/** As if it were typed, so that the browser's own undo takes it back. */
function insert(field: HTMLTextAreaElement | null, text: string): void {
  if (!field) return;
  field.focus();
  const before = field.value.slice(0, field.selectionStart);
  const space = before === "" || /\s$/.test(before) ? "" : " ";
  document.execCommand("insertText", false, space + text);
}
