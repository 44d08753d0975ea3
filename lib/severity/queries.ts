import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { PrivacySuggestionView } from "./enisa-view";
import type { ResponseView } from "./response-view";
import type { TargetsView } from "./targets-view";
import type { AssessmentPage, PrefillView } from "./views";

export const severityKeys = {
  targets: ["response-targets"] as const,
  history: (ref: string) => ["incident", ref, "severity"] as const,
  prefill: (ref: string) => ["incident", ref, "severity", "prefill"] as const,
  response: (ref: string) => ["incident", ref, "severity", "response"] as const,
  privacy: (ref: string) => ["incident", ref, "severity", "privacy"] as const,
};

export function assessmentsOf(ref: string) {
  return queryOptions({
    queryKey: severityKeys.history(ref),
    queryFn: ({ signal }) => apiFetch<AssessmentPage>(`/incidents/${ref}/severity`, { query: { limit: 200 }, signal }),
  });
}

export function severityPrefillOf(ref: string) {
  return queryOptions({
    queryKey: severityKeys.prefill(ref),
    queryFn: ({ signal }) => apiFetch<PrefillView>(`/incidents/${ref}/severity/prefill`, { signal }),
  });
}

/** ENISA's gauge as inventory and exposure answer suggest it. */
export function privacySuggestionOf(ref: string) {
  return queryOptions({
    queryKey: severityKeys.privacy(ref),
    queryFn: ({ signal }) => apiFetch<PrivacySuggestionView>(`/incidents/${ref}/severity/privacy`, { signal }),
  });
}

/** What the severity asks of the response, and whether the facts have moved since it was assessed. */
export function responseOf(ref: string) {
  return queryOptions({
    queryKey: severityKeys.response(ref),
    queryFn: ({ signal }) => apiFetch<ResponseView>(`/incidents/${ref}/severity/response`, { signal }),
  });
}

/** What severities ask of the response, of incidents declared from now on. */
export function responseTargetsOf() {
  return queryOptions({
    queryKey: severityKeys.targets,
    queryFn: ({ signal }) => apiFetch<TargetsView>("/response-targets", { signal }),
  });
}
