import type { Mode } from "@/lib/incidents/model";
import type { NoticeKind } from "./model";

type Data = Record<string, unknown>;

/** What a notice says, in one sentence without a full stop, and where it leads below the incident. */
const NOTICES: Record<NoticeKind, { says: (d: Data) => string; at: (d: Data) => string }> = {
  update_sent: {
    says: (d) => `Update ${text(d.no)} by ${text(d.by)}: ${text(d.state)}`,
    at: (d) => `/updates#update-U-${text(d.no)}`,
  },
  update_overdue: {
    says: (d) => `The next update to ${text(d.audience)} is overdue: it was promised with ${text(d.update)}`,
    at: () => "/updates",
  },
  approval_waits: {
    says: (d) => `${text(d.by)} asks for approval: ${text(d.what)}`,
    at: (d) => (typeof d.action === "string" ? `/containment?action=${d.action}` : "/containment"),
  },
  task_given: {
    says: (d) => `${text(d.by)} gave you T-${text(d.no)} “${text(d.title)}”`,
    at: (d) => `/tasks#T-${text(d.no)}`,
  },
  task_to_verify: {
    says: (d) => `T-${text(d.no)} “${text(d.title)}” is done and waits to be verified`,
    at: (d) => `/tasks#T-${text(d.no)}`,
  },
  role_given: {
    says: (d) => `${text(d.by)} gave you the role ${text(d.role).replaceAll("_", " ")}`,
    at: () => "#roles",
  },
  handover_waits: {
    says: (d) =>
      `${text(d.by)} ${d.what === "offer" ? "offers you" : "asks you for"} the role ${text(d.role).replaceAll("_", " ")}`,
    at: () => "/handover",
  },
  claim_contradicted: {
    says: (d) => `${text(d.ref)} “${text(d.words)}” is contradicted`,
    at: (d) => `/claims#claim-${text(d.ref)}`,
  },
  clock_runs_out: {
    says: (d) =>
      `${text(d.title)}${d.decision === "undecided" ? ", if it applies," : ""} ${d.stage === "over" ? "has run out" : `runs out within ${text(d.stage)}`}`,
    at: (d) => `/obligations#obligation-${text(d.rule)}`,
  },
  alert_after_end: {
    says: (d) => `Alert “${text(d.title)}” fires although the incident is ${text(d.phase)}`,
    at: () => "",
  },
  review_asked: {
    says: (d) => `${text(d.by)} asks for a review of the postmortem`,
    at: () => "/postmortem",
  },
};

/** Of a drill it begins with the word: nobody may take it for real. */
export function noticeSentence(kind: NoticeKind, data: Data, mode: Mode | null): string {
  return `${mode === "drill" ? "Drill: " : ""}${NOTICES[kind].says(data)}`;
}

/** Outside any incident only AI systems ask. */
export function noticeHref(kind: NoticeKind, data: Data, incident: string | null): string {
  if (incident === null) return "/agents";
  return `/incidents/${incident}${NOTICES[kind].at(data)}`;
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "?";
}
