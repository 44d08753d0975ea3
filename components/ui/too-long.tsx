/** By how many characters it is over. */
export function tooLong(value: unknown, most: number | undefined): number {
  return most === undefined || typeof value !== "string" ? 0 : Math.max(0, value.length - most);
}

/** Under the field, while it is so; what was typed is all there. */
export function TooLong({ over, most }: { over: number; most: number | undefined }) {
  if (over === 0 || most === undefined) return null;
  return (
    <span role="status" className="mt-1 block text-exposed text-sm">
      {over.toLocaleString("en")} {over === 1 ? "character" : "characters"} too long: at most{" "}
      {most.toLocaleString("en")}.
    </span>
  );
}
