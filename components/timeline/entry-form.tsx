"use client";

import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { keysLabel } from "@/components/ui/commands";
import { Field } from "@/components/ui/field";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Textarea } from "@/components/ui/textarea";
import { toast, toastFailed } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { useZone } from "@/components/ui/zone-provider";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { formatInstant, zoneName } from "@/lib/time/format";
import { dateToInstant, type Instant } from "@/lib/time/instant";
import type { LeadingTime } from "@/lib/timeline/leading-time";
import type { WrittenKind } from "@/lib/timeline/model";
import { useAddEntry } from "@/lib/timeline/mutations";
import { EvidenceField } from "./evidence-field";
import { KindChips } from "./kind-chips";
import { LeadingTimeNote } from "./leading-time-note";

export interface EntryFormProps {
  incidentRef: string;
  /** One draft each: the entry line's, and one for each place between two entries. */
  draftKey: string;
  /** For a place between two entries: their middle. */
  timeText?: string;
  /** Left by Esc or Close. Writing does not leave it: the next entry often follows at once. */
  onDone: () => void;
}

interface Draft {
  body: string;
  timeText: string;
  kind: WrittenKind | null;
  evidence: string[];
  /** When it was begun: the time of an entry that names none. */
  begunAt: Instant | null;
  /** Kept with the draft, so that sending it twice writes it once. */
  key: string;
}

/** Writes one entry after the other. ⌘Enter sends; Esc leaves, and what was typed waits. */
export function EntryForm({ incidentRef, draftKey, timeText = "", onDone }: EntryFormProps) {
  const { zone } = useZone();
  const id = useId();
  const empty = { body: "", timeText, kind: null, evidence: [], begunAt: null, key: "" };
  const draft = useDraft<Draft>(`entry:${incidentRef}:${draftKey}`, empty);
  /** When the form was opened; null for the entries after the first, which begin with their first letter. */
  const [openedAt, setOpenedAt] = useState<Instant | null>(nowInstant);
  const [time, setTime] = useState<EnteredTime | null>(null);
  const [round, setRound] = useState(0);
  const [missing, setMissing] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const add = useAddEntry(incidentRef);
  const errors = fieldErrors(add.error);
  const { body, kind, evidence } = draft.value;
  const stamped = draft.value.begunAt ?? openedAt ?? nowInstant();
  const leading = useLeadingTime(draft.value.timeText === "" ? body : "", zone);

  // Before the next key: what is typed right after N belongs into the text, and single keys do other things elsewhere.
  useLayoutEffect(() => text.current?.focus(), []);

  const change = (next: Partial<Draft>) =>
    draft.change((now) => ({
      ...now,
      ...next,
      begunAt: next.begunAt ?? now.begunAt ?? openedAt ?? nowInstant(),
      key: now.key || crypto.randomUUID(),
    }));

  /** What was typed while the last entry was on its way begins the next one. */
  function startNext(written: string) {
    const typed = text.current?.value ?? "";
    setOpenedAt(null);
    setTime(null);
    setRound((n) => n + 1);
    draft.discard();
    if (typed !== written) {
      const rest = typed.startsWith(written) ? typed.slice(written.length) : typed;
      change({ ...empty, body: rest, begunAt: nowInstant() });
    }
    text.current?.focus();
  }

  async function submit() {
    setMissing(null);
    if (add.isPending) return;
    if (!body.trim()) return setMissing("Say what happened.");
    const when = await whenOf({ time, timeText: draft.value.timeText, body, zone, stamped });
    if (typeof when === "string") return setMissing(when);
    add.mutate(
      {
        body: when.rest ?? body,
        occurredAt: when.at,
        precision: when.precision,
        ...(kind ? { kind } : {}),
        ...(evidence.length > 0 ? { evidenceEventIds: evidence } : {}),
        key: draft.value.key || crypto.randomUUID(),
      },
      {
        onSuccess: (entry) => {
          startNext(body);
          toast(`Entry ${entry.id} written.`);
        },
        onError: (error) => {
          if (Object.keys(fieldErrors(error)).length === 0) {
            toastFailed("The entry was not written. Your text is kept.", { detail: failureText(error) });
          }
        },
      },
    );
  }

  return (
    <form
      className="rounded-lg border border-line-strong bg-panel p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onDone();
      }}
    >
      <div className="grid gap-x-3 sm:grid-cols-[13rem_minmax(0,1fr)]">
        <Field label="When" hideLabel error={errors.occurredAt}>
          <NaturalTimeInput
            key={`${round}-${draft.restored}`}
            defaultText={draft.value.timeText}
            placeholder={
              leading
                ? "as the text begins"
                : `${formatInstant(stamped, { zone, style: "time" })} ${zoneName(zone, stamped)}, now`
            }
            onTime={(entered, typed) => {
              setTime(entered);
              setMissing(null);
              if (typed !== draft.value.timeText) change({ timeText: typed });
            }}
          />
        </Field>
        <Field label="What happened" hideLabel error={missing ?? errors.body}>
          <Textarea
            ref={text}
            value={body}
            rows={2}
            placeholder="What happened? Times like “14:05” or “20 min ago” are understood."
            onChange={(event) => {
              setMissing(null);
              if (add.isError) add.reset();
              change({ body: event.target.value });
            }}
            onSubmitKey={() => void submit()}
          />
          <LeadingTimeNote
            leading={leading}
            zone={zone}
            onChoose={(timeText, rest) => {
              change({ timeText, body: rest });
              setRound((n) => n + 1);
            }}
          />
        </Field>
      </div>
      <div className="mt-2 flex flex-wrap items-end gap-2">
        <KindChips
          name={`${id}kind`}
          value={kind ?? (evidence.length > 0 ? "evidence_note" : "note")}
          onChange={(next) => change({ kind: next })}
        />
        <EvidenceField
          incidentRef={incidentRef}
          value={evidence}
          error={errors.evidenceEventIds}
          onChange={(ids) => change({ evidence: ids })}
        />
        <div className="ml-auto flex gap-1.5">
          {draft.restored && (
            <Button
              size="sm"
              variant="quiet"
              onClick={() => {
                draft.discard();
                setTime(null);
                setRound((n) => n + 1);
              }}
            >
              Throw the draft away
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={onDone}>
            Close
          </Button>
          <Button size="sm" variant="primary" type="submit" busy={add.isPending} hint={keysLabel("mod+enter")}>
            Write
          </Button>
        </div>
      </div>
    </form>
  );
}

/** Chrono and Temporal come with the form, after its first paint. */
const loadReader = () => import("@/lib/timeline/leading-time");
const nowInstant = () => dateToInstant(new Date());
const contextOf = (zone: string) => ({ now: nowInstant(), zone });

/** The time that the text begins with, as it would be taken now. */
function useLeadingTime(body: string, zone: string): LeadingTime | null {
  const [leading, setLeading] = useState<LeadingTime | null>(null);
  useEffect(() => {
    let gone = false;
    void loadReader().then(({ readLeadingTime }) => {
      if (!gone) setLeading(readLeadingTime(body, contextOf(zone)));
    });
    return () => {
      gone = true;
    };
  }, [body, zone]);
  return leading;
}

/** The time that was given, in its field or before the text; a sentence where it can't be read. */
async function whenOf(given: {
  time: EnteredTime | null;
  timeText: string;
  body: string;
  zone: string;
  stamped: Instant;
}) {
  if (given.time) return { at: given.time.instant, precision: given.time.precision, rest: null };
  const typed = given.timeText.trim();
  const leading = typed ? null : (await loadReader()).readLeadingTime(given.body, contextOf(given.zone));
  if (!typed && !leading) return { at: given.stamped, precision: "exact" as const, rest: null };
  const { readNaturalTime } = await import("@/lib/time/natural");
  const reading = leading?.reading ?? readNaturalTime(typed, contextOf(given.zone));
  if (reading.kind !== "read") return `“${leading?.time ?? typed}”: ${reading.reason}`;
  return { at: reading.time.instant, precision: reading.time.precision, rest: leading?.rest ?? null };
}
