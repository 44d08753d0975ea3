import type { FormatView } from "@/lib/evidence/views";

/** Every format in plain words: what it is, what it was built from, and what a log of it leaves open. */
export function FormatList({ formats }: { formats: readonly FormatView[] }) {
  return (
    <ul aria-label="Log formats that can be read">
      {formats.map((format) => (
        <li
          key={format.id}
          id={format.id}
          className="grid gap-x-6 gap-y-2 border-line border-t py-3 md:grid-cols-[17rem_minmax(0,1fr)]"
        >
          <div>
            <h2 className="font-semibold">{format.title}</h2>
            <p className="mono text-ink-3 text-sm">{format.id}</p>
            <p className="mt-1 text-ink-2 text-sm">
              {format.basis === "samples" ? "Built from real logs" : "Built from documentation only"}
              {", covers "}
              <span className="mono">{format.system}</span>
            </p>
          </div>
          <div>
            <h3 className="text-ink-3 text-sm">What it can&apos;t show</h3>
            <ul className="max-w-[75ch] list-disc pl-4 marker:text-ink-3">
              {format.blindSpots.map((spot) => (
                <li key={spot}>{spot}</li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}
