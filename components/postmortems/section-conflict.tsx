import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { SectionView } from "@/lib/postmortems/views";

interface SectionConflictProps {
  theirs: SectionView;
  mine: string;
  busy: boolean;
  onTakeTheirs: () => void;
  onSaveMine: () => void;
}

/** Both texts side by side: nobody's is lost, and a person decides. */
export function SectionConflict({ theirs, mine, busy, onTakeTheirs, onSaveMine }: SectionConflictProps) {
  return (
    <div role="alert" className="mt-3 rounded-md border border-line border-l-3 border-l-unknown px-3 py-2.5">
      <p className="font-medium">
        {theirs.savedBy} changed this section while you wrote, <Time value={theirs.savedAt} mode="relative" />.
      </p>
      <p className="mt-0.5 text-ink-2 text-sm">
        Bring both together in your text above, then save it. The other text stays among the versions.
      </p>
      <div className="mt-2 grid gap-3 md:grid-cols-2">
        <Text title={`${theirs.savedBy}, version ${theirs.version}`} text={theirs.body} />
        <Text title="Yours" text={mine} />
      </div>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="sm" onClick={onTakeTheirs}>
          Take theirs
        </Button>
        <Button size="sm" busy={busy} onClick={onSaveMine}>
          Save mine as the next version
        </Button>
      </div>
    </div>
  );
}

function Text({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-ink-3 text-xs">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="mono max-h-64 overflow-auto whitespace-pre-wrap rounded-md bg-sunk p-2">
        {text}
      </pre>
    </section>
  );
}
