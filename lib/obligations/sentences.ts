type Data = Record<string, unknown>;

/** What the record says of regulatory duties, in one sentence each. */
export const OBLIGATION_SENTENCES = {
  obligation_decided: (d: Data) => `${titles(d.rules)} ${VERDICTS[String(d.decision)] ?? "decided"}: ${end(d.reason)}.`,
  obligation_submitted: (d: Data) =>
    `${text(d.title)} submitted to ${text(d.recipient, "its recipient")}${late(d)}; receipt ${end(d.receipt)}.`,
  obligation_submission_withdrawn: (d: Data) => `Submission of ${text(d.title)} withdrawn: ${end(d.reason)}.`,
};

const VERDICTS: Record<string, string> = {
  applies: "applies",
  does_not_apply: "does not apply",
  undecided: "undecided again",
};

const NAMED = 4;

function titles(rules: unknown): string {
  const all = Array.isArray(rules) ? (rules as { title?: unknown }[]).map(({ title }) => text(title)) : [];
  if (all.length === 0) return "A duty";
  const rest = all.length - NAMED;
  return `${all.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function late({ inTime }: Data): string {
  if (inTime === true) return ", in time";
  return inTime === false ? ", LATE" : "";
}

function end(value: unknown): string {
  return typeof value === "string" ? value.replace(/[.\s]+$/, "") : "";
}

function text(value: unknown, otherwise = "A duty"): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}
