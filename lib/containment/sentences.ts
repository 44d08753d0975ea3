type Data = Record<string, unknown>;

/** What the record says of AI systems, containment and permissions, in one sentence each. */
export const CONTAINMENT_SENTENCES = {
  ai_system_linked: (d: Data) => `${text(d.name)} ${d.role === "caused" ? "caused this" : "was involved in this"}.`,
  ai_system_unlinked: (d: Data) => `${text(d.name)} has nothing to do with this${because(d)}.`,
  containment_requested: (d: Data) =>
    `${action(d)} requested${typeof d.approvalsNeeded === "number" && d.approvalsNeeded > 0 ? `; ${approvals(d.approvalsNeeded)}` : ""}.`,
  containment_target_named: (d: Data) => `${action(d)} is done to ${text(d.name)}.`,
  containment_approved: (d: Data) => `${action(d)} approved${because(d, "note")}.`,
  containment_started: (d: Data) =>
    `${action(d)} begun${d.execution === "webhook" ? ": its kill switch is called" : ""}${unapproved(d)}${kept(d)}.`,
  containment_done: (d: Data) => `${action(d)} carried out${because(d, "note")}.`,
  containment_checked: (d: Data) =>
    `${d.basis === "evidence" ? "Shown by the logs" : "Looked at"}: ${action(d)} ${d.holds === true ? "holds" : "does NOT hold"}: ${end(d.what)}.`,
  containment_verified: (d: Data) => `${action(d)} verified${basis(d)}: ${end(d.reason)}.`,
  containment_not_verified: (d: Data) => `${action(d)} is not verified any more: ${end(d.reason)}.`,
  containment_failed: (d: Data) =>
    `${action(d)} ${d.before === "verified" ? "NO LONGER holds" : "does NOT hold"}${basis(d, ",")}: ${end(d.reason)}.`,
  containment_dropped: (d: Data) => `${action(d)} dropped${because(d)}.`,
  stop_delivered: (d: Data) => `${action(d)}: the kill switch took the stop${d.status ? ` (answer ${d.status})` : ""}.`,
  stop_not_delivered: (d: Data) => `${action(d)}: the kill switch was NOT reached${because(d)}.`,
  approval_asked: (d: Data) => `${text(d.name)} asks for permission: ${end(d.action)}.`,
  approval_decided: (d: Data) =>
    `${d.state === "allowed" ? "Allowed" : "Denied"} to ${text(d.name)}: ${end(d.action)}${because(d)}.`,
  approval_expired: (d: Data) => `Nobody answered ${text(d.name)} in time, so denied: ${end(d.action)}.`,
};

function action(d: Data): string {
  const no = typeof d.no === "number" ? `A-${d.no}` : "An action";
  return typeof d.title === "string" ? `${no} “${d.title}”` : no;
}

/** Entries from before this was kept apart don't say. */
function basis(d: Data, after = ""): string {
  if (d.basis === "evidence") return `${after} by evidence`;
  return d.basis === "look" ? `${after} by a look of ${typeof d.by === "string" ? d.by : "somebody"}` : "";
}

function approvals(n: number): string {
  return n === 1 ? "waits for another person" : `waits for ${n} other people`;
}

function unapproved(d: Data): string {
  return typeof d.withoutApproval === "string" ? `, without the approval it needs: ${end(d.withoutApproval)}` : "";
}

const KEPT: Record<string, string> = {
  preserved: "preserved before",
  harm_continues: "not preserved before, since the harm went on",
  nothing_to_preserve: "nothing to preserve",
};

function kept(d: Data): string {
  const said = typeof d.preservation === "string" ? KEPT[d.preservation] : undefined;
  if (!said) return "; nobody said what was preserved before";
  return `; ${said}${typeof d.preservationNote === "string" && d.preservationNote ? `: ${end(d.preservationNote)}` : ""}`;
}

function because(d: Data, name = "reason"): string {
  const reason = end(d[name]);
  return reason === "" ? "" : `: ${reason}`;
}

function end(value: unknown): string {
  return typeof value === "string" ? value.replace(/[.\s]+$/, "") : "";
}

function text(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : "An AI system";
}
