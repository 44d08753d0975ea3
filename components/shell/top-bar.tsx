"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { keysLabel } from "@/components/ui/commands";
import { Kbd } from "@/components/ui/kbd";
import { useHydrated } from "@/components/ui/zone-provider";
import { Breadcrumb } from "./breadcrumb";
import { LiveIndicator } from "./live-indicator";
import { Presence } from "./presence";
import { useShell } from "./shell-context";
import { UserMenu } from "./user-menu";
import { ZoneClock } from "./zone-clock";

export function TopBar() {
  const { setPaletteOpen } = useShell();
  const hydrated = useHydrated();
  return (
    <header className="sticky top-0 z-20 flex h-11 items-center gap-3 border-line border-b bg-bg px-4 text-ink-2 md:px-6 print:hidden">
      <Breadcrumb />
      <div className="ml-auto flex shrink-0 items-center gap-2 md:gap-3">
        <ZoneClock />
        <Presence />
        <LiveIndicator />
        <Button
          className="max-md:size-9 max-md:border-transparent max-md:bg-transparent max-md:p-0"
          onClick={() => setPaletteOpen(true)}
          aria-keyshortcuts="Meta+K Control+K"
        >
          <Search aria-hidden="true" className="md:hidden" />
          <span className="max-md:sr-only">Search or act</span>
          <Kbd className="text-ink-3 max-md:hidden">{hydrated ? keysLabel("mod+k") : "⌘K"}</Kbd>
        </Button>
        <UserMenu />
      </div>
    </header>
  );
}
