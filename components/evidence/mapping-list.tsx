"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toastFailed } from "@/components/ui/toast";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import type { MappingView } from "@/lib/evidence/mappings";
import { useForgetMapping, useRenameMapping } from "@/lib/evidence/mutations";
import { mappingList } from "@/lib/evidence/queries";

/** What people answered for tables that no format claims: each fills the form for the next file with the same columns. */
export function MappingList({ mayWrite }: { mayWrite: boolean }) {
  const mappings = useQuery(mappingList());
  const rows = mappings.data?.data ?? [];
  return (
    <section id="mappings" aria-labelledby="mappings-heading" className="mt-8">
      <h2 id="mappings-heading" className="font-semibold text-lg">
        Saved column mappings
      </h2>
      <p className="mb-3 max-w-[75ch] text-ink-2">
        Which column holds what, as somebody answered it for a file. It is filled in for the next file with the same
        columns, in any order, and applied by nobody but a person.
      </p>
      {mappings.isPending && <SkeletonRows rows={2} label="Loading the mappings" />}
      {mappings.isError && <FailedState title="The mappings could not be loaded." {...failedQuery(mappings)} />}
      {mappings.isSuccess && rows.length === 0 && (
        <EmptyState title="No mapping was saved yet.">
          Import a CSV that no format claims, and say which column holds the time, the actor and the action.
        </EmptyState>
      )}
      {rows.length > 0 && <MappingTable rows={rows} mayWrite={mayWrite} />}
    </section>
  );
}

function MappingTable({ rows, mayWrite }: { rows: readonly MappingView[]; mayWrite: boolean }) {
  const [renaming, setRenaming] = useState<string | null>(null);
  const [asked, setAsked] = useState<MappingView | null>(null);
  const forget = useForgetMapping();
  return (
    <>
      <Table caption="Saved column mappings" className="max-md:min-w-180">
        <THead>
          <tr>
            <Th>Name</Th>
            <Th>Columns</Th>
            <Th>Times</Th>
            <Th>Said by</Th>
            {mayWrite && (
              <Th>
                <span className="sr-only">Action</span>
              </Th>
            )}
          </tr>
        </THead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.id}>
              <Td className="break-words font-medium">
                {renaming === row.id ? <Rename mapping={row} onDone={() => setRenaming(null)} /> : row.name}
              </Td>
              <Td>
                <Columns mapping={row} />
              </Td>
              <Td>{timesOf(row)}</Td>
              <Td>
                {row.savedBy}, <Time value={row.savedAt} mode="date" />
              </Td>
              {mayWrite && (
                <Td className="text-right">
                  <span className="flex justify-end gap-1">
                    <Button size="sm" aria-label={`Rename ${row.name}`} onClick={() => setRenaming(row.id)}>
                      Rename
                    </Button>
                    <Button size="sm" variant="quiet" aria-label={`Forget ${row.name}`} onClick={() => setAsked(row)}>
                      Forget
                    </Button>
                  </span>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
      <AlertDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Forget “${asked?.name ?? ""}”?`}
        description="The next file with these columns is asked about anew. Files that were read with it stay as they are."
        confirm="Forget the mapping"
        danger
        busy={forget.isPending}
        onConfirm={() =>
          asked &&
          forget.mutate(asked.id, {
            onError: (error) => toastFailed("The mapping is still there.", { detail: failureText(error) }),
            onSettled: () => setAsked(null),
          })
        }
      />
    </>
  );
}

function Rename({ mapping, onDone }: { mapping: MappingView; onDone: () => void }) {
  const rename = useRenameMapping();
  const [name, setName] = useState(mapping.name);
  function submit(event: FormEvent) {
    event.preventDefault();
    rename.mutate({ id: mapping.id, name }, { onSuccess: onDone });
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field label="Name" hideLabel error={rename.isError ? failureText(rename.error) : undefined}>
        <Input autoFocus value={name} maxLength={255} onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      <Button type="submit" size="sm" variant="primary" busy={rename.isPending}>
        Save
      </Button>
      <Button size="sm" variant="quiet" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}

/** Our words for what the columns hold, where they are more than one word in the API. */
const WORDS: Record<string, string> = {
  occurredAt: "time",
  occurredUntil: "until",
  actorKind: "kind of actor",
  onBehalfOf: "on behalf of",
  sourceIp: "source address",
  eventId: "event id",
};

function Columns({ mapping }: { mapping: MappingView }) {
  const { outcomes = {}, verbs = {}, ...columns } = mapping.mapping;
  const given = Object.entries(columns).filter(([, column]) => column !== undefined);
  const words = [...Object.entries(outcomes), ...Object.entries(verbs)];
  return (
    <ul className="text-sm">
      {given.map(([field, column]) => (
        <li key={field}>
          <span className="text-ink-3">{WORDS[field] ?? field}</span>{" "}
          <span className="mono break-all">{String(column)}</span>
        </li>
      ))}
      {words.length > 0 && (
        <li>
          <span className="text-ink-3">words</span>{" "}
          <span className="break-words">{words.map(([word, ours]) => `${word} = ${ours}`).join(", ")}</span>
        </li>
      )}
    </ul>
  );
}

function timesOf({ zone, dateOrder }: MappingView): string {
  const order = dateOrder === "dmy" ? "day before month" : dateOrder === "mdy" ? "month before day" : null;
  return [zone && `in ${zone}`, order].filter(Boolean).join(", ") || "as they say";
}
