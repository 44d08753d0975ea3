"use client";

import { useMemo } from "react";
import { type Command, keysLabel, useCommands, useSingleKeys } from "@/components/ui/commands";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";

export interface ShortcutSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const ALWAYS: Pick<Command, "label" | "group" | "keys">[] = [
  { label: "Submit a text", group: "General", keys: "mod+enter" },
  { label: "Close, or leave a field (text is kept)", group: "General", keys: "Esc" },
  { label: "To the messages", group: "General", keys: "F6" },
];

/** The keys that do something on this page, read from the commands themselves. */
export function ShortcutSheet({ open, onOpenChange }: ShortcutSheetProps) {
  const commands = useCommands();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const groups = useMemo(() => byGroup(commands), [commands]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard shortcuts" width="lg">
        <div className="mb-3 border-line border-b pb-2">
          <Switch
            label="Single keys"
            detail="Off, if they get in the way of a screen reader or voice control. ⌘K and the others with ⌘ or Ctrl stay."
            checked={singleKeys}
            onCheckedChange={setSingleKeys}
          />
        </div>
        <div className="gap-8 sm:columns-2">
          {groups.map(([group, lines]) => (
            <section key={group} className="mb-4 break-inside-avoid">
              <h3 className="mb-1 font-semibold text-ink-2 text-sm">{group}</h3>
              <dl>
                {lines.map((line) => (
                  <div key={line.label} className="flex justify-between gap-3 border-line border-b py-1">
                    <dt>{line.label}</dt>
                    <dd className="flex gap-1">
                      <span className="sr-only">{keysLabel(line.keys ?? "")}</span>
                      {keysLabel(line.keys ?? "")
                        .split(" ")
                        .map((key) => (
                          <Kbd key={key} className="text-ink-2">
                            {key}
                          </Kbd>
                        ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function byGroup(commands: readonly Command[]): [string, Pick<Command, "label" | "group" | "keys">[]][] {
  const groups = new Map<string, Map<string, Pick<Command, "label" | "group" | "keys">>>();
  for (const command of [...commands, ...ALWAYS]) {
    if (!command.keys) continue;
    const lines = groups.get(command.group) ?? new Map();
    lines.set(command.keys, command);
    groups.set(command.group, lines);
  }
  return [...groups].map(([group, lines]) => [group, [...lines.values()]]);
}
