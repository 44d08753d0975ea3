import type { Command } from "@/components/ui/commands";
import type { IncidentView } from "@/lib/incidents/views";

export interface Choice {
  id: string;
  label: string;
  lead?: string | undefined;
  tail?: string | undefined;
  keys?: string | undefined;
  run: () => void;
}

export interface ChoiceGroup {
  value: string;
  items: Choice[];
}

/** Of results that belong to an earlier text, those that fit this one: Enter must never open what was not asked for. */
export function stillFitting(text: string, incidents: readonly IncidentView[]): IncidentView[] {
  const words = wordsOf(text);
  return incidents.filter(({ ref, title }) => matches(`${ref} ${title}`, words));
}

/** Incidents first once something is typed, then what can be done, then where one can go. */
export function groupChoices(
  text: string,
  commands: readonly Command[],
  incidents: readonly IncidentView[],
  open: (ref: string) => void,
): ChoiceGroup[] {
  const words = wordsOf(text);
  const groups = new Map<string, Choice[]>();
  if (incidents.length > 0) {
    groups.set(
      text ? "Incidents" : "Open incidents",
      incidents.slice(0, 6).map((incident) => ({
        id: incident.ref,
        label: incident.title,
        lead: incident.ref,
        tail: `${incident.severity ?? "not sure yet"} · ${incident.phase}`,
        run: () => open(incident.ref),
      })),
    );
  }
  // The page's own commands were registered last and come first; inside a group they keep their order.
  for (const command of [...commands].reverse()) if (!groups.has(command.group)) groups.set(command.group, []);
  const seen = new Set<string>();
  for (const command of commands) {
    const name = `${command.group} ${command.label}`;
    if (command.hidden || seen.has(name) || !matches(`${name} ${command.keywords ?? ""}`, words)) continue;
    seen.add(name);
    groups.get(command.group)?.push({ id: name, label: command.label, keys: command.keys, run: command.run });
  }
  return [...groups].filter(([, items]) => items.length > 0).map(([value, items]) => ({ value, items }));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function matches(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}
