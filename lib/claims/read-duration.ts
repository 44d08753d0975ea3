const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
const PART = /(\d+(?:\.\d+)?)\s*(days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])/gi;

/** A length as people write it: "1 h 57 min", "90 minutes", "1.5h". Milliseconds, or null for anything else. */
export function readDuration(text: string): number | null {
  const given = text.trim().toLowerCase();
  let ms = 0;
  let parts = 0;
  const rest = given.replace(PART, (_, n: string, unit: string) => {
    ms += Number(n) * (UNITS[unit.charAt(0)] ?? 0);
    parts += 1;
    return "";
  });
  if (parts === 0 || rest.replaceAll(/and|,|\s/g, "") !== "") return null;
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : null;
}

/** The text that `readDuration` reads back. */
export function durationText(ms: number): string {
  const parts = Object.entries(UNITS).reduce<{ left: number; words: string[] }>(
    ({ left, words }, [unit, length]) => {
      const n = unit === "s" ? left / length : Math.floor(left / length);
      return { left: left - n * length, words: n > 0 ? [...words, `${n} ${unit}`] : words };
    },
    { left: ms, words: [] },
  );
  return parts.words.join(" ") || "0 s";
}
