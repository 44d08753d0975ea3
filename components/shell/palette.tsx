"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { keysLabel, useCommands } from "@/components/ui/commands";
import { Kbd } from "@/components/ui/kbd";
import { itemStyle } from "@/components/ui/popup";
import { incidentSearch } from "@/lib/incidents/queries";
import { type Choice, groupChoices, stillFitting } from "./palette-choices";

export interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Search and act in one place: the page's commands, the places to go, and incidents found by the server. */
export function Palette({ open, onOpenChange }: PaletteProps) {
  const router = useRouter();
  const commands = useCommands();
  const [text, setText] = useState("");
  const typed = text.trim();
  const asked = useDeferredValue(typed);
  const found = useQuery({ ...incidentSearch(asked), placeholderData: keepPreviousData });
  const groups = useMemo(() => {
    const results = found.data?.data ?? [];
    const stale = found.isPlaceholderData || asked !== typed;
    const incidents = stale ? stillFitting(typed, results) : results;
    return groupChoices(typed, commands, incidents, (ref) => router.push(`/incidents/${ref}`));
  }, [typed, asked, commands, found.data, found.isPlaceholderData, router]);

  function take(choice: Choice) {
    onOpenChange(false);
    // After the dialog has given the focus back, so that a command may move it.
    setTimeout(choice.run, 30);
  }

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center px-3 pt-[min(12vh,6rem)]">
          <Dialog.Popup
            data-slot="dialog"
            aria-label="Search or act"
            className="flex max-h-[min(30rem,78dvh)] w-full max-w-xl flex-col overflow-hidden rounded-xl border border-line bg-panel shadow-pop outline-none"
          >
            <Autocomplete.Root
              inline
              open
              items={groups}
              value={text}
              onValueChange={setText}
              filter={null}
              autoHighlight="always"
              keepHighlight
              itemToStringValue={(choice: Choice) => choice.label}
            >
              <Autocomplete.Input
                aria-label="Search or act"
                placeholder="Find an incident, go somewhere, do something"
                className="h-12 w-full shrink-0 border-line border-b bg-transparent px-4 text-md outline-none"
              />
              <Autocomplete.Empty className="px-4 py-8 text-center text-ink-3 empty:hidden">
                Nothing is called that. Try a word of the title, or a reference such as INC-4.
              </Autocomplete.Empty>
              <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto p-1.5 empty:hidden">
                {(group: { value: string; items: Choice[] }) => (
                  <Autocomplete.Group key={group.value} items={group.items} className="pb-1">
                    <Autocomplete.GroupLabel className="px-2 pt-1.5 pb-0.5 text-ink-3 text-xs">
                      {group.value}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(choice: Choice) => (
                        <Autocomplete.Item
                          key={choice.id}
                          value={choice}
                          className={itemStyle}
                          onClick={() => take(choice)}
                        >
                          {choice.lead && <span className="mono w-14 shrink-0 text-ink-3">{choice.lead}</span>}
                          <span className="min-w-0 flex-1 truncate">{choice.label}</span>
                          {choice.tail && <span className="shrink-0 text-ink-3 text-sm">{choice.tail}</span>}
                          {choice.keys && <Kbd className="text-ink-3">{keysLabel(choice.keys)}</Kbd>}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
