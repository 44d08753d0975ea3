import { SEVERITY_HELP } from "@/components/incidents/words";
import type { SeverityOptions } from "@/components/triage/accept-dialog";
import { SEVERITIES } from "@/lib/incidents/model";

/** As the dialog of declaring offers them. */
export const SEVERITY_OPTIONS: SeverityOptions = [
  { value: "unsure", label: "Not sure yet", detail: "Counts as the worst plausible until somebody knows" },
  ...SEVERITIES.map((value) => ({ value, label: value, detail: SEVERITY_HELP[value] })),
];
