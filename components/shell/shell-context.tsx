"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { typeAhead } from "@/components/ui/typed-ahead";

interface Shell {
  declareOpen: boolean;
  setDeclareOpen: (open: boolean) => void;
  openDeclare: () => void;
  paletteOpen: boolean;
  setPaletteOpen: (open: boolean) => void;
  shortcutsOpen: boolean;
  setShortcutsOpen: (open: boolean) => void;
}

const ShellContext = createContext<Shell | null>(null);

/** What the parts of the shell share: which of its windows is open. */
export function ShellProvider({ children }: { children: ReactNode }) {
  const [declareOpen, setDeclareOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  const shell = useMemo<Shell>(
    () => ({
      declareOpen,
      setDeclareOpen,
      openDeclare: () => {
        typeAhead();
        setDeclareOpen(true);
      },
      paletteOpen,
      setPaletteOpen,
      shortcutsOpen,
      setShortcutsOpen,
    }),
    [declareOpen, paletteOpen, shortcutsOpen],
  );
  return <ShellContext value={shell}>{children}</ShellContext>;
}

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell is used outside the shell");
  return shell;
}
