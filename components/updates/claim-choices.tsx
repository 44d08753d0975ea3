"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { LIMITS } from "@/lib/updates/model";
import type { ClaimChoice } from "./updates-page";

interface ClaimChoicesProps {
  claims: readonly ClaimChoice[];
  chosen: readonly string[];
  onChosen: (ids: string[]) => void;
}

/** What the text rests on: the room then sees at once where a claim turns out to be wrong. */
export function ClaimChoices({ claims, chosen, onChosen }: ClaimChoicesProps) {
  if (claims.length === 0) return null;
  return (
    <details open={chosen.length > 0}>
      <summary className="cursor-pointer rounded-xs font-medium text-sm">
        Rests on claims {chosen.length > 0 && <span className="text-ink-3">{chosen.length}</span>}
      </summary>
      <div className="mt-1 flex max-h-40 flex-col overflow-y-auto">
        {claims.map(({ id, ref, words, standing }) => (
          <Checkbox
            key={id}
            label={`${ref} ${words.length > 90 ? `${words.slice(0, 89)}…` : words}`}
            detail={standing}
            checked={chosen.includes(id)}
            onCheckedChange={(on) =>
              onChosen(on ? [...chosen, id].slice(0, LIMITS.claims) : chosen.filter((one) => one !== id))
            }
          />
        ))}
      </div>
    </details>
  );
}
