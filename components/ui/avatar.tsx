import { cn } from "./cn";

/** Initials in a circle; the name is read out. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={cn(
        "inline-grid size-5.5 select-none place-items-center rounded-full border border-line-strong bg-sunk font-semibold text-[0.625rem] text-ink-2",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}
