import { Chip } from "@/components/ui/chip";
import { Unknown } from "@/components/ui/figures";
import type { ReachView } from "@/lib/agents/views";
import { CLASSIFICATIONS } from "@/lib/assets/model";

const MOST = 12;

/** The blast radius in two lines and a list: what would be reached, whose it is, who else reaches it. */
export function ReachSummary({ reach }: { reach: ReachView }) {
  const { total, byClassification, already, people, owners, assets } = reach;
  const classes = [...CLASSIFICATIONS].reverse().filter((one) => (byClassification[one] ?? 0) > 0);
  return (
    <div className="text-sm">
      <p>
        <strong className="font-semibold">
          {total} {total === 1 ? "asset" : "assets"}
        </strong>
        {classes.length > 0 && `: ${classes.map((one) => `${byClassification[one]} ${one}`).join(", ")}`}
        {already > 0 && `; ${already} of them it is cleared for already`}.
      </p>
      <p className="text-ink-2">
        {people === 1 ? "1 person is" : `${people} people are`} cleared for at least one of them. Owners:{" "}
        {owners.length > 0 ? owners.join(", ") : <Unknown>nobody</Unknown>}.
      </p>
      <p className="mt-1 flex flex-wrap gap-1">
        {assets.slice(0, MOST).map(({ id, name, classification }) => (
          <Chip
            key={id}
            mono
            tone={classification === "secret" || classification === "restricted" ? "exposed" : "neutral"}
          >
            {name} · {classification}
          </Chip>
        ))}
        {assets.length > MOST && <span className="text-ink-3">+{total - MOST}</span>}
      </p>
    </div>
  );
}
