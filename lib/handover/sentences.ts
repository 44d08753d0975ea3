type Data = Record<string, unknown>;

/** What the record says of roles that pass from person to person, in one sentence each. */
export const HANDOVER_SENTENCES = {
  role_taken: (d: Data) =>
    `${text(d.name)} ${d.how === "taken_over" ? "takes over" : d.how === "given" ? "is given" : "takes"} the role ${words(d.role)}${d.from ? ` from ${text(d.from)}` : ""}${because(d.reason)}.`,
  handover_begun: (d: Data) =>
    `${d.what === "offer" ? `The role ${words(d.role)} is offered to ${text(d.name)}` : `${text(d.name)} asks for the role ${words(d.role)}`}${because(d.note)}.`,
  handover_briefed: (d: Data) => `Brief ${String(d.version ?? 1)} made for ${text(d.name)} as ${words(d.role)}.`,
  handover_acknowledged: (d: Data) => `${text(d.name)} acknowledges the brief as ${words(d.role)}${because(d.notes)}.`,
  handover_ended: (d: Data) =>
    `Handover of the role ${words(d.role)} to ${text(d.name)} ${words(d.state)}${because(d.reason)}.`,
};

function because(value: unknown): string {
  return typeof value === "string" && value !== "" ? `: ${value.replace(/[.\s]+$/, "")}` : "";
}

function text(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : "Somebody";
}

function words(value: unknown): string {
  return typeof value === "string" ? value.replaceAll("_", " ") : "unknown";
}
