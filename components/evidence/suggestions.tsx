"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { toast, toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { useDecideSuggestion } from "@/lib/evidence/mutations";
import { suggestionsOf } from "@/lib/evidence/queries";
import type { AssetSuggestion, SuggestedAudience, SuggestionView, WindowSuggestion } from "@/lib/evidence/suggestions";
import { SuggestionSentence } from "./suggestion-sentence";

/** Forms of other areas in which a suggestion is finished by hand. */
export interface SuggestionForms {
  window(suggestion: WindowSuggestion, onClose: () => void, onDone: () => void): ReactNode;
  asset(suggestion: AssetSuggestion, onClose: () => void, onDone: () => void): ReactNode;
}

interface SuggestionsProps {
  incident: string;
  mayWrite: boolean;
  forms: SuggestionForms;
}

/** What the evidence suggests to record. Nothing is done unless somebody accepts it; both ways it is recorded who did. */
export function Suggestions({ incident, mayWrite, forms }: SuggestionsProps) {
  const suggestions = useQuery(suggestionsOf(incident));
  const [showDecided, setShowDecided] = useState(false);
  const all = suggestions.data?.data ?? [];
  const open = all.filter(({ decision }) => decision === null);
  const decided = all.length - open.length;
  const shown = showDecided ? all : open;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="suggestions-heading" className="mb-4 rounded-lg border border-line bg-panel">
      <header className="flex flex-wrap items-baseline justify-between gap-x-3 px-4 pt-2.5 pb-1.5">
        <h2 id="suggestions-heading" className="font-semibold">
          Suggestions
        </h2>
        <span className="text-ink-3 text-sm">
          From the evidence; nothing is done before you accept it.
          {decided > 0 && (
            <Button size="sm" variant="quiet" className="ml-1" onClick={() => setShowDecided(!showDecided)}>
              {showDecided ? "Hide decided" : `Show ${decided} decided`}
            </Button>
          )}
        </span>
      </header>
      {shown.length === 0 && <p className="px-4 pb-2.5 text-ink-2">All of them are decided.</p>}
      <ul>
        {shown.map((suggestion) => (
          <li key={suggestion.key} className="border-line border-t px-4 py-2">
            <Row incident={incident} suggestion={suggestion} mayWrite={mayWrite} forms={forms} />
          </li>
        ))}
      </ul>
      <Rest otherChanges={suggestions.data?.otherChanges ?? 0} leftOut={suggestions.data?.leftOut ?? []} />
    </section>
  );
}

const KIND_WORDS: Record<SuggestionView["kind"], string> = {
  window: "permission changes",
  grant: "void grants",
  agent: "agents",
  asset: "what was reached most",
  clock: "clocks that differ",
};

function Rest({ otherChanges, leftOut }: { otherChanges: number; leftOut: readonly SuggestionView["kind"][] }) {
  if (otherChanges === 0 && leftOut.length === 0) return null;
  return (
    <p className="border-line border-t px-4 py-2 text-ink-3 text-sm">
      {otherChanges > 0 &&
        `${otherChanges.toLocaleString("en")} other permission ${otherChanges === 1 ? "change is" : "changes are"} in the events: filter by verb grant or share. `}
      {leftOut.length > 0 &&
        `Not looked for in the time there was: ${leftOut.map((kind) => KIND_WORDS[kind]).join(", ")}. Load the page again in a minute.`}
    </p>
  );
}

interface RowProps extends SuggestionsProps {
  suggestion: SuggestionView;
}

function Row({ incident, suggestion, mayWrite, forms }: RowProps) {
  const decide = useDecideSuggestion(incident);
  const [byHand, setByHand] = useState(false);
  const [voidGrant, setVoidGrant] = useState(true);
  const say = (decision: "accepted" | "ignored", done = false) =>
    decide.mutate(
      { key: suggestion.key, decision, done, voidGrant },
      {
        onSuccess: () => toast(decision === "ignored" ? "Ignored." : doneWord(suggestion)),
        onError: (error) => toastFailed("This was not recorded.", { detail: failureText(error) }),
      },
    );
  const close = () => setByHand(false);
  const done = () => say("accepted", true);
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <p>
          <SuggestionSentence suggestion={suggestion} />
        </p>
        <EventLinks events={suggestion.events} />
        {mayWrite && !suggestion.decision && suggestion.kind === "window" && !needsHand(suggestion) && (
          <VoidGrant audience={suggestion.audience} checked={voidGrant} onChange={setVoidGrant} />
        )}
      </div>
      {suggestion.decision ? (
        <p className="text-ink-3 text-sm">
          {suggestion.decision.decision} by {suggestion.decision.by}
        </p>
      ) : (
        mayWrite && (
          <span className="flex gap-2">
            <Button
              size="sm"
              busy={decide.isPending && decide.variables.decision === "accepted"}
              onClick={() => (needsHand(suggestion) ? setByHand(true) : say("accepted"))}
            >
              {needsHand(suggestion) ? "Accept…" : suggestion.kind === "clock" ? "Note it" : "Accept"}
            </Button>
            <Button
              size="sm"
              variant="quiet"
              busy={decide.isPending && decide.variables.decision === "ignored"}
              onClick={() => say("ignored")}
            >
              Ignore
            </Button>
          </span>
        )
      )}
      {byHand && suggestion.kind === "window" && forms.window(suggestion, close, done)}
      {byHand && suggestion.kind === "asset" && forms.asset(suggestion, close, done)}
    </div>
  );
}

/** Where something has to be said that no log says: which asset, to whom, how sensitive. */
function needsHand(suggestion: SuggestionView): boolean {
  if (suggestion.kind === "asset") return true;
  if (suggestion.kind !== "window") return false;
  const { assets, audience } = suggestion;
  return assets.length === 0 || audience === null || audience.unresolved.length > 0;
}

interface VoidGrantProps {
  audience: SuggestedAudience | null;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** What the incident itself granted is valid in the system and void in policy: it clears nobody. */
function VoidGrant({ audience, checked, onChange }: VoidGrantProps) {
  if (audience?.kind !== "group" && audience?.kind !== "listed") return null;
  const who = audience.group ? `the group ${audience.group}` : audience.principals.map(({ name }) => name).join(", ");
  return (
    <Checkbox
      checked={checked}
      onCheckedChange={onChange}
      label={
        <>
          Record the grant to <span className="mono break-all">{who}</span> as void: it never was clearance
        </>
      }
    />
  );
}

function doneWord(suggestion: SuggestionView): string {
  if (suggestion.kind === "window") return "Window recorded.";
  if (suggestion.kind === "grant") return "Recorded as void.";
  if (suggestion.kind === "agent") return `Added: ${suggestion.actor}`;
  return suggestion.kind === "asset" ? "Asset defined." : "Noted.";
}

function EventLinks({ events }: { events: readonly string[] }) {
  const [, open] = useQueryState("event", parseAsString.withOptions({ history: "push" }));
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-sm">
      <span>Rests on</span>
      {events.map((id) => (
        <button
          key={id}
          type="button"
          className="mono underline-quiet min-h-6 rounded-xs hover:text-ink"
          aria-label={`Open event ${id}`}
          onClick={() => void open(id)}
        >
          {id}
        </button>
      ))}
    </p>
  );
}
