"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Spinner } from "@/components/ui/spinner";
import { failureText } from "@/lib/api/field-errors";
import type { ImportError } from "@/lib/people/read-import";
import type { ImportResult } from "@/lib/people/views";
import type { CheckedImport } from "./check-import";
import { ImportChanges } from "./import-changes";

const ERRORS_SHOWN = 50;

interface ImportPreviewProps {
  name: string;
  /** Without the rows that the server would refuse; these stand among the errors. */
  checked: CheckedImport;
  tried: UseQueryResult<ImportResult>;
  comparing: boolean;
}

/** What the file holds, what of it is wrong and where, and what applying it would change. */
export function ImportPreview({ name, checked: { rows, errors, notes }, tried, comparing }: ImportPreviewProps) {
  const more = tried.data?.moreChanges ?? 0;
  const wrong = new Set(errors.map(({ line }) => line)).size;
  return (
    <div className="flex flex-col gap-4">
      <p>
        <span className="font-medium">{name}</span>: {rows.length.toLocaleString("en")} good
        {wrong > 0 && (
          <span className="text-exposed">
            , {wrong.toLocaleString("en")} wrong {wrong === 1 ? "line" : "lines"}
          </span>
        )}
        .{" "}
        {comparing && (
          <span role="status" className="text-ink-2">
            <Spinner /> Comparing with what is recorded
          </span>
        )}
        {tried.data && rows.length > 0 && (
          <span role="status">
            {tried.data.created.toLocaleString("en")} would be created
            {tried.data.updated > 0 && `, ${tried.data.updated.toLocaleString("en")} changed`}
            {tried.data.gone > 0 && `, ${tried.data.gone.toLocaleString("en")} gone`},{" "}
            {tried.data.unchanged.toLocaleString("en")} unchanged.
          </span>
        )}
        {tried.error && <span className="text-exposed">{failureText(tried.error)}</span>}
      </p>
      {notes.map((note) => (
        <p key={note} className="text-unknown">
          {note}
        </p>
      ))}
      {errors.length > 0 && <Errors errors={errors} />}
      {tried.data && <ImportChanges result={tried.data} />}
      {more > 0 && <p className="text-ink-2">and {more.toLocaleString("en")} more, which are not listed</p>}
    </div>
  );
}

function Errors({ errors }: { errors: readonly ImportError[] }) {
  return (
    <div role="alert" className="rounded-md border border-line border-l-3 border-l-exposed px-3 py-2">
      <ul>
        {errors.slice(0, ERRORS_SHOWN).map(({ line, message }) => (
          <li key={`${line}-${message}`}>
            <span className="mono text-ink-3">Line {line}</span> {message}
          </li>
        ))}
      </ul>
      {errors.length > ERRORS_SHOWN && <p className="text-ink-2">and {errors.length - ERRORS_SHOWN} more</p>}
    </div>
  );
}
