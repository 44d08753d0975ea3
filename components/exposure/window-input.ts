import type { AudienceKind } from "@/lib/exposure/audience";
import type { WindowSpan } from "@/lib/exposure/overlapping-windows";
import type { WindowView } from "@/lib/exposure/views";
import { type BoundedTimeValue, EXACT_NOTHING } from "./bounded-time";

/** What the form holds until it is sent. */
export interface WindowDraft {
  asset: string | null;
  kind: AudienceKind;
  principals: { id: string; name: string }[];
  group: string | null;
  opened: BoundedTimeValue;
  closed: BoundedTimeValue;
  open: boolean;
  path: string | null;
  note: string;
  openedEvidence: string;
  closedEvidence: string;
  reason: string;
}

export const NEW_WINDOW: WindowDraft = {
  asset: null,
  kind: "group",
  principals: [],
  group: null,
  opened: EXACT_NOTHING,
  closed: EXACT_NOTHING,
  open: true,
  path: null,
  note: "",
  openedEvidence: "",
  closedEvidence: "",
  reason: "",
};

export function draftOf(window: WindowView): WindowDraft {
  const bound = (at: string | null, value: string | null) => (value === at ? null : value);
  return {
    asset: window.asset,
    kind: window.audience.kind,
    principals: window.audience.principals,
    group: window.audience.group,
    opened: {
      at: window.openedAt,
      earliest: bound(window.openedAt, window.openedAtEarliest),
      latest: bound(window.openedAt, window.openedAtLatest),
      unread: false,
    },
    closed: {
      at: window.closedAt,
      earliest: bound(window.closedAt, window.closedAtEarliest),
      latest: bound(window.closedAt, window.closedAtLatest),
      unread: false,
    },
    open: window.closedAt === null,
    path: window.path,
    note: window.note ?? "",
    openedEvidence: window.openedEvidence.join(" "),
    closedEvidence: window.closedEvidence.join(" "),
    reason: "",
  };
}

export const UNREAD_BOUND = "One of its bounds is not understood. Write it as a time, or empty it.";

/** What is missing before it can be sent, by field. */
export function missingIn(draft: WindowDraft): Record<string, string> {
  const missing: Record<string, string> = {};
  if (!draft.asset) missing.asset = "Choose the asset that was open.";
  if (draft.kind === "listed" && draft.principals.length === 0)
    missing["audience/principals"] = "List who could reach it.";
  if (draft.kind === "group" && !draft.group) missing["audience/group"] = "Name the group that could reach it.";
  if (!draft.opened.at) missing.openedAt = "Say since when it was open.";
  if (!draft.open && !draft.closed.at) missing.closedAt = "Say when it was closed, or that it is still open.";
  if (draft.opened.unread) missing.openedAt ??= UNREAD_BOUND;
  if (!draft.open && draft.closed.unread) missing.closedAt ??= UNREAD_BOUND;
  return missing;
}

export function inputOf(draft: WindowDraft) {
  return {
    asset: draft.asset ?? "",
    audience: {
      kind: draft.kind,
      ...(draft.kind === "listed" ? { principals: draft.principals.map(({ id }) => id) } : {}),
      ...(draft.kind === "group" ? { group: draft.group } : {}),
    },
    openedAt: draft.opened.at ?? "",
    openedAtEarliest: draft.opened.earliest,
    openedAtLatest: draft.opened.latest,
    closedAt: draft.open ? null : draft.closed.at,
    closedAtEarliest: draft.open ? null : draft.closed.earliest,
    closedAtLatest: draft.open ? null : draft.closed.latest,
    path: draft.path,
    note: draft.note.trim() || null,
    openedEvidence: idsOf(draft.openedEvidence),
    closedEvidence: draft.open ? [] : idsOf(draft.closedEvidence),
    ...(draft.reason.trim() ? { reason: draft.reason } : {}),
  };
}

/** Which asset it is about, who could reach it, and when. */
export function spanOf({ asset, kind, group, principals, opened, closed, open }: WindowDraft): WindowSpan {
  return {
    asset: asset ?? "",
    audience: { kind, group, principals },
    openedAt: opened.at ?? "",
    closedAt: open ? null : closed.at,
  };
}

/** Event ids between blanks or commas. */
export function idsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((id) => id !== "");
}
