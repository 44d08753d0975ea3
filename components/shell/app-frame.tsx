"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useCommand } from "@/components/ui/commands";
import { useViewer } from "@/lib/access/use-viewer";
import { BottomBar } from "./bottom-bar";
import { PLACES, type Place } from "./navigation";
import { useShell } from "./shell-context";
import { SideNav } from "./side-nav";
import { TopBar } from "./top-bar";
import { useKeptFocus } from "./use-kept-focus";
import { useSessionEnd } from "./use-session-end";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet), { ssr: false });

/** Navigation left, bar on top, page in the middle; on a phone the navigation is at the bottom. */
export function AppFrame({ children }: { children: ReactNode }) {
  const { paletteOpen, setPaletteOpen, shortcutsOpen, setShortcutsOpen, openDeclare } = useShell();
  const viewer = useViewer();
  const router = useRouter();
  useSessionEnd();
  useKeptFocus();
  useCommand({
    label: "Search or act",
    group: "General",
    keys: "mod+k",
    hidden: true,
    run: () => setPaletteOpen(true),
  });
  useCommand({ label: "Show keyboard shortcuts", group: "General", keys: "?", run: () => setShortcutsOpen(true) });
  useCommand({
    label: "Declare an incident",
    group: "General",
    keys: "c",
    keywords: "new create",
    enabled: viewer.can("respond"),
    run: openDeclare,
  });
  useCommand({
    label: "Report something that looks wrong",
    group: "General",
    keywords: "declare triage tell",
    ...(viewer.can("respond") ? {} : { keys: "c" }),
    run: () => router.push("/reports"),
  });
  useCommand({ label: "Search this page", group: "General", keys: "/", hidden: true, run: focusSearch });
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-ink px-3 py-2 font-medium text-bg focus:translate-y-0 print:hidden"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <SideNav />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar />
          <main
            id="content"
            tabIndex={-1}
            className="w-full max-w-310 flex-1 px-4 pb-24 outline-none md:px-6 md:pb-8 print:max-w-none print:p-0"
          >
            {children}
          </main>
        </div>
      </div>
      <BottomBar />
      <PlaceCommands />
      {paletteOpen && <Palette open={paletteOpen} onOpenChange={setPaletteOpen} />}
      {shortcutsOpen && <ShortcutSheet open={shortcutsOpen} onOpenChange={setShortcutsOpen} />}
    </>
  );
}

function PlaceCommands() {
  const viewer = useViewer();
  return PLACES.map((place) =>
    place.needs && !viewer.can(place.needs) ? null : <PlaceCommand key={place.href} place={place} />,
  );
}

function PlaceCommand({ place }: { place: Place }) {
  const router = useRouter();
  useCommand({ label: place.label, group: "Go to", keys: `g ${place.key}`, run: () => router.push(place.href) });
  return null;
}

/** The page's own search field, else the palette. */
function focusSearch() {
  const field = document.querySelector<HTMLInputElement>("[data-page-search]");
  field?.focus();
  field?.select();
}
