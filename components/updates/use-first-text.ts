"use client";

import { useEffect, useRef, useState } from "react";
import type { Draft } from "@/components/ui/use-draft";
import { formatInstant } from "@/lib/time/format";
import type { Audience } from "@/lib/updates/model";
import { draftFor } from "@/lib/updates/queries";

export interface Written {
  audience: Audience;
  state: string;
  body: string;
  /** As it was typed. */
  next: string;
  claims: string[];
  /** The text that was made for the audience: while it is unchanged, another audience gets its own. */
  made: string;
}

export const EMPTY: Written = { audience: "everyone", state: "", body: "", next: "", claims: [], made: "" };

/** Makes the first text when there is no draft, and again when somebody asks for it. */
export function useFirstText(incidentRef: string, draft: Draft<Written>) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  // The field for the time keeps its own text: it begins anew when another one comes.
  const [times, setTimes] = useState(0);
  const begun = useRef(false);
  /** What stood there before it was written anew. */
  const [former, setFormer] = useState<Written | null>(null);
  const latest = useRef(draft.value);
  latest.current = draft.value;

  async function fill(audience: Audience, onlyIfEmpty: boolean) {
    setBusy(true);
    setFailed(false);
    try {
      const { state, body, nextAt } = await draftFor(incidentRef, audience);
      const next = nextAt
        ? `${formatInstant(nextAt, { zone: "UTC", style: "datetime", precision: "minute" })} UTC`
        : "";
      const before = latest.current;
      const isWritten = before.state !== "" || before.body !== "";
      // Somebody has begun to write meanwhile.
      if (onlyIfEmpty && isWritten) return;
      setFormer(isWritten && before.body !== before.made ? before : null);
      put({ ...before, audience, state, body, next, made: body });
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }

  function put(written: Written) {
    draft.change(written);
    setTimes((n) => n + 1);
  }

  const { loaded, restored, value } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known whether a draft was kept
  useEffect(() => {
    if (!loaded || begun.current) return;
    begun.current = true;
    if (restored) setTimes((n) => n + 1);
    else if (value.state === "" && value.body === "") void fill(value.audience, true);
  }, [loaded]);
  function bringBack() {
    if (former) put(former);
    setFormer(null);
  }
  return { fill: (audience: Audience) => void fill(audience, false), bringBack, former, busy, failed, times };
}
