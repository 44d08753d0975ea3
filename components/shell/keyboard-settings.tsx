"use client";

import { Button } from "@/components/ui/button";
import { useSingleKeys } from "@/components/ui/commands";
import { Switch } from "@/components/ui/switch";
import { useShell } from "./shell-context";

export function KeyboardSettings() {
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const { setShortcutsOpen } = useShell();
  return (
    <section aria-labelledby="keyboard">
      <h2 id="keyboard" className="mb-2 font-semibold text-md">
        Keyboard
      </h2>
      <div className="border-line border-b pb-1">
        <Switch
          label="Single keys act"
          detail="C declares, N writes an entry, J and K move. Switch them off if they get in the way of a screen reader or voice control; what needs ⌘ or Ctrl stays."
          checked={singleKeys}
          onCheckedChange={setSingleKeys}
        />
      </div>
      <Button className="mt-3" hint="?" onClick={() => setShortcutsOpen(true)}>
        Show all shortcuts
      </Button>
    </section>
  );
}
