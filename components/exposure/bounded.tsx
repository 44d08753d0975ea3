import { Time } from "@/components/ui/time";

/** A time with its bounds where it is not exact. */
export function Bounded({ at, earliest, latest }: { at: string; earliest: string | null; latest: string | null }) {
  const exact = (earliest ?? at) === at && (latest ?? at) === at;
  return (
    <>
      <Time value={at} mode="datetime" />
      {!exact && (
        <span className="block text-sm text-unknown">
          between <Time value={earliest} mode="time" /> and <Time value={latest} mode="time" />
        </span>
      )}
    </>
  );
}
