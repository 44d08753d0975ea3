import type { IncidentEventKind } from "@/lib/record/model";
import {
  type AiInvolvement,
  type IncidentKind,
  type Mode,
  type Phase,
  SEVERITIES,
  type Severity,
  type Visibility,
} from "./model";

/** The columns of an incident that are a cache of its record. */
export interface IncidentState {
  title: string;
  summary: string;
  kind: IncidentKind;
  aiInvolvement: AiInvolvement;
  mode: Mode;
  visibility: Visibility;
  phase: Phase;
  severity: Severity | null;
  peakSeverity: Severity | null;
}

export const NEW_INCIDENT: IncidentState = {
  title: "",
  summary: "",
  kind: "other",
  aiInvolvement: "unknown",
  mode: "real",
  visibility: "open",
  phase: "triage",
  severity: null,
  peakSeverity: null,
};

/** What an entry changes about the incident; the only place where a phase or severity comes from. */
export function afterEvent(
  state: IncidentState,
  event: { kind: IncidentEventKind; data: Record<string, unknown> },
): IncidentState {
  const { kind, data } = event;
  switch (kind) {
    case "declared":
    case "reported":
      return withSeverity(
        { ...state, ...(data as Partial<IncidentState>) },
        (data.severity as Severity | null) ?? null,
      );
    case "title_changed":
      return { ...state, title: String(data.to) };
    case "summary_changed":
      return { ...state, summary: String(data.to) };
    case "kind_changed":
      return {
        ...state,
        kind: (data.kind as IncidentKind | undefined) ?? state.kind,
        aiInvolvement: (data.aiInvolvement as AiInvolvement | undefined) ?? state.aiInvolvement,
      };
    case "visibility_changed":
      return { ...state, visibility: data.to as Visibility };
    case "phase_changed":
      return { ...state, phase: data.to as Phase };
    case "triage_accepted":
      return withSeverity({ ...state, phase: "active" }, (data.severity as Severity | null) ?? null);
    case "triage_declined":
      return { ...state, phase: "declined" };
    case "incident_merged":
      return { ...state, phase: "merged" };
    case "incident_unmerged":
      return { ...state, phase: data.phase as Phase };
    case "severity_assessed":
      return withSeverity(state, data.level as Severity);
    default:
      return state;
  }
}

/** The severity of record is the highest there ever was. */
function withSeverity(state: IncidentState, severity: Severity | null): IncidentState {
  if (severity === null) return { ...state, severity };
  const peak = state.peakSeverity;
  const higher = peak === null || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(peak);
  return { ...state, severity, peakSeverity: higher ? severity : peak };
}
