import type { Instant } from "@/lib/time/instant";

/** What of a window says whether another one is the same exposure told twice. */
export interface WindowSpan {
  asset: string;
  audience: { kind: string; group: string | null; principals: readonly { id: string }[] };
  openedAt: Instant;
  closedAt: Instant | null;
}

/** Windows of the same asset to the same audience that share a moment with this one. */
export function overlappingWindows<W extends WindowSpan>(windows: readonly W[], span: WindowSpan): W[] {
  return windows.filter(
    (window) =>
      window.asset === span.asset &&
      audienceKey(window.audience) === audienceKey(span.audience) &&
      (window.closedAt === null || span.openedAt < window.closedAt) &&
      (span.closedAt === null || window.openedAt < span.closedAt),
  );
}

function audienceKey({ kind, group, principals }: WindowSpan["audience"]): string {
  const ids = kind === "listed" ? principals.map(({ id }) => id).sort() : [];
  return JSON.stringify([kind, kind === "group" ? group : null, ids]);
}
