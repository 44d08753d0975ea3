"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { toast, toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { useRemoveView, useSaveView } from "@/lib/evidence/mutations";
import { type EventFilter, savedViews } from "@/lib/evidence/queries";

interface SavedViewsProps {
  incident: string;
  filter: EventFilter;
  narrowed: boolean;
  mayWrite: boolean;
  onOpen: (filter: Record<string, string>) => void;
}

/** Filters that somebody gave a name, for everybody in the room; a link to one is the page's own address. */
export function SavedViews({ incident, filter, narrowed, mayWrite, onOpen }: SavedViewsProps) {
  const [open, setOpen] = useState(false);
  const views = useQuery({ ...savedViews(incident), enabled: open });
  const remove = useRemoveView(incident);
  const rows = views.data?.data ?? [];
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger render={<Button size="sm" variant="quiet" />}>Views</PopoverTrigger>
      <PopoverContent title="Saved views" align="end" className="w-80">
        {views.isError && <p className="text-exposed">{failureText(views.error)}</p>}
        {views.isSuccess && rows.length === 0 && (
          <p className="text-ink-2">None yet. Narrow the events, then save what you see under a name.</p>
        )}
        <ul className="grid grid-cols-1 gap-0.5">
          {rows.map((view) => (
            <li key={view.id} className="flex items-center gap-1">
              <button
                type="button"
                className="min-h-7 min-w-0 flex-1 truncate rounded-sm px-1.5 text-left hover:bg-hover"
                title={Object.entries(view.filter)
                  .map(([name, value]) => `${name} ${value}`)
                  .join(", ")}
                onClick={() => {
                  onOpen(view.filter);
                  setOpen(false);
                }}
              >
                {view.name} <span className="text-ink-3 text-sm">by {view.savedBy}</span>
              </button>
              {mayWrite && (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Remove the view ${view.name}`}
                  busy={remove.isPending && remove.variables === view.id}
                  onClick={() =>
                    remove.mutate(view.id, {
                      onError: (error) => toastFailed("The view was not removed.", { detail: failureText(error) }),
                    })
                  }
                >
                  <X aria-hidden="true" />
                </Button>
              )}
            </li>
          ))}
        </ul>
        {mayWrite && narrowed && <SaveForm incident={incident} filter={filter} />}
      </PopoverContent>
    </Popover>
  );
}

function SaveForm({ incident, filter }: { incident: string; filter: EventFilter }) {
  const [name, setName] = useState("");
  const save = useSaveView(incident);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(filter).filter(([, value]) => value) as [string, string][];
    save.mutate(
      { name, filter: Object.fromEntries(given) },
      {
        onSuccess: () => {
          toast("View saved.");
          setName("");
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="mt-3 flex items-end gap-2 border-line border-t pt-3">
      <Field label="Save what you see as" error={save.isError ? failureText(save.error) : undefined} className="flex-1">
        <Input value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      <Button type="submit" busy={save.isPending} disabled={name.trim() === ""}>
        Save
      </Button>
    </form>
  );
}
