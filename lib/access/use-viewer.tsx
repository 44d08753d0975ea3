"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Permission, Role } from "./model";

interface ViewerData {
  id: string;
  name: string;
  email: string;
  role: Role;
  permissions: readonly Permission[];
}

interface Viewer extends ViewerData {
  /** What to offer; the server decides. */
  can: (permission: Permission) => boolean;
}

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: ViewerData; children: ReactNode }) {
  const value = useMemo(
    () => ({ ...viewer, can: (permission: Permission) => viewer.permissions.includes(permission) }),
    [viewer],
  );
  return <ViewerContext value={value}>{children}</ViewerContext>;
}

/** Who is signed in. Only below the shell's layout. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer is used outside the shell");
  return viewer;
}
