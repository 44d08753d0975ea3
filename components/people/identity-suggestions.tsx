"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { toast, toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import type { IdentitySuggestion } from "@/lib/people/identity-views";
import type { PrincipalKind } from "@/lib/people/model";
import { useDecideIdentities } from "@/lib/people/mutations";
import { IdentityRow } from "./identity-row";

interface IdentitySuggestionsProps {
  incident: string;
  suggestions: readonly IdentitySuggestion[];
  editable: boolean;
}

/** Who unresolved names may be. Accepted, a name is an alias from then on; as known before, it stays unresolved. */
export function IdentitySuggestions({ incident, suggestions, editable }: IdentitySuggestionsProps) {
  const decide = useDecideIdentities(incident);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [kinds, setKinds] = useState<ReadonlyMap<string, PrincipalKind>>(new Map());
  const open = suggestions.filter(({ decision }) => decision === null);
  const picked = open.filter(({ key }) => chosen.has(key));
  const ready = picked.every((one) => one.principal !== null || kinds.has(one.key));

  function say(ones: readonly IdentitySuggestion[], decision: "accepted" | "ignored") {
    if (decide.isPending || ones.length === 0) return;
    const decisions = ones.map(({ key }) => {
      const kind = kinds.get(key);
      return { key, decision, ...(kind ? { kind } : {}) };
    });
    decide.mutate(decisions, {
      onSuccess: ({ accepted, ignored }) => {
        setChosen(new Set());
        const detail = accepted > 0 ? { detail: "Answers are being computed again." } : undefined;
        toast(accepted > 0 ? `Resolved: ${accepted}` : `Ignored: ${ignored}`, detail);
      },
      onError: (error) => toastFailed("Nothing was decided.", { detail: failureText(error) }),
    });
  }

  const toggle = (key: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, key] : [...before].filter((other) => other !== key)));
  const everything = open.length > 0 && picked.length === open.length;

  return (
    <section aria-labelledby="suggested" className="mb-6">
      <h2 id="suggested" className="font-semibold">
        Who they may be
      </h2>
      {open.length === 0 ? (
        <p className="text-ink-2">
          {suggestions.length === 0 ? "Nothing fits what is recorded." : "Everything suggested is decided."}
        </p>
      ) : (
        <>
          <p className="mb-2 text-ink-2">Nothing is resolved before somebody accepts it.</p>
          {editable && (
            <div className="flex flex-wrap items-center gap-2 border-line border-t py-1.5">
              <Checkbox
                checked={everything}
                indeterminate={picked.length > 0 && !everything}
                onCheckedChange={(on) => setChosen(new Set(on ? open.map(({ key }) => key) : []))}
                label={picked.length > 0 ? `${picked.length} chosen` : "Choose all"}
              />
              <span className="flex-1" />
              <Button
                size="sm"
                disabled={picked.length === 0 || !ready}
                busy={decide.isPending}
                onClick={() => say(picked, "accepted")}
              >
                Accept chosen
              </Button>
              <Button
                size="sm"
                variant="quiet"
                disabled={picked.length === 0}
                busy={decide.isPending}
                onClick={() => say(picked, "ignored")}
              >
                Ignore chosen
              </Button>
              {picked.length > 0 && !ready && (
                <span className="basis-full text-unknown">Say of what kind the new ones are to accept them.</span>
              )}
            </div>
          )}
          <ul className="border-line border-t">
            {open.map((suggestion) => (
              <IdentityRow
                key={suggestion.key}
                incident={incident}
                suggestion={suggestion}
                editable={editable}
                busy={decide.isPending}
                chosen={chosen.has(suggestion.key)}
                onChosen={(on) => toggle(suggestion.key, on)}
                kind={kinds.get(suggestion.key) ?? null}
                onKind={(kind) => setKinds((before) => new Map(before).set(suggestion.key, kind))}
                onDecide={(decision) => say([suggestion], decision)}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
