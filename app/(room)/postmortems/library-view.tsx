"use client";

import { SeverityBadge } from "@/components/incidents/severity-badge";
import { PostmortemLibrary } from "@/components/postmortems/library";

export function LibraryView() {
  return <PostmortemLibrary badge={(level) => <SeverityBadge severity={level} />} />;
}
