import Link from "next/link";
import type { NumberedSource } from "@/lib/postmortems/sources";

/** A source by its number and name; without the right to open it, the name alone. */
export function SourceLink({ source: { number, label, href } }: { source: NumberedSource }) {
  return (
    <>
      <span className="mono mr-1.5">{number}</span>
      {href === null ? (
        <span title="You have no right to open evidence.">{label}</span>
      ) : (
        <Link href={href} title={label} prefetch={false} className="hover:text-ink hover:underline">
          {label}
        </Link>
      )}
    </>
  );
}
