"use client";

import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { useConfirmSection } from "@/lib/postmortems/mutations";
import type { SectionView } from "@/lib/postmortems/views";

interface OutdatedNoticeProps {
  incidentRef: string;
  section: SectionView;
  /** Somebody is changing the text: what is saved is confirmed, not what is being typed. */
  dirty: boolean;
  editable: boolean;
}

/** What the record says now, beside what it said when people wrote this section. */
export function OutdatedNotice({ incidentRef, section, dirty, editable }: OutdatedNoticeProps) {
  const confirm = useConfirmSection(incidentRef, section.section);
  const changes = section.outdated ?? [];
  if (changes.length === 0) return null;
  return (
    <section
      aria-label="Facts that changed since this was written"
      className="mb-3 rounded-md border border-line border-l-3 border-l-unknown bg-panel px-3 py-2.5"
    >
      <h3 className="font-medium">
        {changes.length === 1 ? "A fact" : `${changes.length} lines of facts`} changed since {section.savedBy} wrote
        this
      </h3>
      <p className="mt-0.5 text-ink-2 text-sm">
        Bring the text in line and save it, or generate the section again. Approval waits until somebody confirms that
        what stands here is right.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="mt-2 max-h-72 overflow-auto rounded-md bg-sunk text-sm">
        <table className="w-full table-fixed">
          <thead className="text-left text-ink-3 text-xs">
            <tr>
              <th className="px-2 py-1 font-normal">The record said</th>
              <th className="px-2 py-1 font-normal">The record says now</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ before, now }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text, in its order
              <tr key={i} className="border-line border-t align-top">
                <td className="break-words px-2 py-1 text-ink-2">
                  {before ? <del>{before}</del> : <span className="text-ink-3">nothing</span>}
                </td>
                <td className="break-words px-2 py-1">
                  {now ? <ins className="no-underline">{now}</ins> : <span className="text-ink-3">nothing</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editable && (
        <div className="mt-2.5 flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            busy={confirm.isPending}
            disabled={dirty}
            focusableWhenDisabled
            onClick={() =>
              confirm.mutate(section.version, {
                onSuccess: () => toast(`“${section.title}” is confirmed beside the facts as they stand.`),
              })
            }
          >
            The text is still right
          </Button>
          {dirty && <span className="text-ink-3 text-sm">Save your changes first.</span>}
          {confirm.error && (
            <span role="alert" className="text-exposed text-sm">
              {failureText(confirm.error)}
            </span>
          )}
        </div>
      )}
    </section>
  );
}
