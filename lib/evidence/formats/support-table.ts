import type { Format } from "@/lib/evidence/formats/format";

/** The support table of README.md: one row a format, in the registry's order. */
export function supportTable(formats: readonly Format[]): string[] {
  return [
    "| format | title | system | rests on | cannot show |",
    "| --- | --- | --- | --- | --- |",
    ...formats.map(
      (format) =>
        `| \`${format.id}\` | ${format.title} | \`${format.system}\` | ${format.basis} | ${format.blindSpots.join(" ")} |`,
    ),
  ];
}
