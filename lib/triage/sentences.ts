type Data = Record<string, unknown>;

/** What the record says of reports, alerts and of incidents that belong together, in one sentence each. */
export const TRIAGE_SENTENCES = {
  reported: (d: Data) => `${d.origin === "alert" ? "An alert" : "A report"} came in: ${end(d.title)}.`,
  triage_accepted: (d: Data) =>
    `Accepted as an incident${text(d.severity) ? `, ${text(d.severity)}` : "; severity not sure yet"}${because(d, "note")}.`,
  triage_declined: (d: Data) => `Declined, ${text(d.reason).replaceAll("_", " ")}${because(d, "text")}.`,
  alert_received: (d: Data) =>
    `Alert ${d.again === true ? "fires again" : "fires"}${text(d.afterEnd) ? `, though it is ${text(d.afterEnd)}` : ""}: ${end(d.title)}.`,
  alert_resolved: (d: Data) => `Alert ended: ${end(d.title)}.`,
  incident_merged: (d: Data) => `Merged into ${other(d.into)}${because(d, "reason")}.`,
  incident_unmerged: (d: Data) => `Taken out of ${other(d.from)} again${because(d, "reason")}.`,
  merge_taken_in: (d: Data) => `${capital(other(d.from))} was merged into this one${because(d, "reason")}.`,
  merge_taken_out: (d: Data) => `${capital(other(d.from))} was taken out again${because(d, "reason")}.`,
  incident_related: (d: Data) => `Related to ${other(d.to)}${because(d, "reason")}.`,
  incident_unrelated: (d: Data) => `No longer related to ${other(d.to)}.`,
};

/** One that only its members see is never named in the record of another. */
function other(ref: unknown): string {
  return text(ref) || "another incident";
}

function because(d: Data, name: string): string {
  return text(d[name]) ? `: ${end(d[name])}` : "";
}

function end(value: unknown): string {
  return text(value).replace(/[.\s]+$/, "");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function capital(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}
