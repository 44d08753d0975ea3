const LONGEST_END = 22;
const SHORT = 26;

/** One line in whatever room there is, cut before its end: names of one kind differ there and begin alike. */
export function MiddleCut({ text }: { text: string }) {
  if (text.length <= SHORT) return <span className="block truncate">{text}</span>;
  const at = endOf(text);
  return (
    <span className="flex min-w-0 whitespace-pre">
      <span className="truncate">{text.slice(0, at)}</span>
      <span className="shrink-0">{text.slice(at)}</span>
    </span>
  );
}

/** Where the part begins that is always shown: at the last separator, if it is not too far from the end. */
function endOf(text: string): number {
  const separator = Math.max(...[":", "/", "."].map((mark) => text.lastIndexOf(mark)));
  const least = text.length - LONGEST_END;
  return separator > least && separator < text.length - 4 ? separator : text.length - LONGEST_END / 2;
}
