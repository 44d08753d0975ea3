import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import type { FactSuggestionView } from "@/lib/severity/views";

interface FactSuggestionProps {
  incidentRef: string;
  suggestion: FactSuggestionView;
  taken: boolean;
  editable: boolean;
  onUse: () => void;
}

/** What the record says of a fact that sets a floor, with the page that shows it. */
export function FactSuggestion({ incidentRef, suggestion, taken, editable, onUse }: FactSuggestionProps) {
  return (
    <p className="mb-1 ml-6 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <Chip tone={taken ? "verified" : "exposed"}>{taken ? "by evidence" : "evidence shows it"}</Chip>
      <Link href={`/incidents/${incidentRef}/${suggestion.to}`} className="underline-quiet text-ink-2">
        {suggestion.reason}
      </Link>
      {!taken && editable && (
        <Button size="sm" onClick={onUse}>
          Use it
        </Button>
      )}
    </p>
  );
}
