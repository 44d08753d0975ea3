import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { Classification } from "@/lib/assets/model";
import type {
  AiEventPage,
  AiIncidentList,
  AiSystemPage,
  AiSystemView,
  AiVersionList,
  ApprovalPage,
  AssessmentList,
  DeliveryView,
  DueList,
  IncidentAiSystemList,
  ReachView,
  StopTestView,
} from "./views";

export const agentKeys = {
  all: ["ai-systems"] as const,
  list: ["ai-systems", "list"] as const,
  due: ["ai-systems", "due"] as const,
  one: (id: string) => ["ai-systems", "one", id] as const,
  part: (id: string, part: string) => ["ai-systems", "one", id, part] as const,
  approvals: ["approvals"] as const,
  ofIncident: (ref: string) => ["incident", ref, "ai-systems"] as const,
};

/** All of them; an organisation has dozens. */
export const agentList = () =>
  queryOptions({
    queryKey: agentKeys.list,
    queryFn: ({ signal }) => apiFetch<AiSystemPage>("/ai-systems", { query: { limit: 200 }, signal }),
  });

export const dueAgents = () =>
  queryOptions({
    queryKey: agentKeys.due,
    queryFn: ({ signal }) => apiFetch<DueList>("/ai-systems/due", { signal }),
  });

export const agentOf = (id: string) =>
  queryOptions({
    queryKey: agentKeys.one(id),
    queryFn: ({ signal }) => apiFetch<AiSystemView>(`/ai-systems/${id}`, { signal }),
  });

function part<T>(id: string, name: string, path = name) {
  return queryOptions({
    queryKey: agentKeys.part(id, name),
    queryFn: ({ signal }) => apiFetch<T>(`/ai-systems/${id}/${path}`, { signal }),
  });
}

export const versionsOfAgent = (id: string) => part<AiVersionList>(id, "versions");
export const incidentsOfAgent = (id: string) => part<AiIncidentList>(id, "incidents");
export const stopTestsOf = (id: string) => part<{ data: StopTestView[] }>(id, "stop-tests");
export const assessmentsOfAgent = (id: string) => part<AssessmentList>(id, "assessments");
export const testDeliveriesOf = (id: string) => part<{ data: DeliveryView[] }>(id, "deliveries", "kill-switch/tests");
export const historyOfAgent = (id: string) => part<AiEventPage>(id, "history", "history?limit=100");

/** What a grant would reach; asked again with every choice. */
export function reachOf(id: string, assets: readonly string[], classification: Classification | null) {
  return queryOptions({
    queryKey: [...agentKeys.one(id), "reach", assets, classification] as const,
    queryFn: ({ signal }) =>
      apiFetch<ReachView>(`/ai-systems/${id}/reach`, { method: "POST", body: { assets, classification }, signal }),
    enabled: assets.length > 0 || classification !== null,
    placeholderData: (before) => before,
  });
}

/** Live messages bring them within a second; the interval is for when they were missed. */
export const waitingApprovals = () =>
  queryOptions({
    queryKey: [...agentKeys.approvals, "waiting"] as const,
    queryFn: ({ signal }) => apiFetch<ApprovalPage>("/approvals", { query: { state: "waiting", limit: 50 }, signal }),
    refetchInterval: 30_000,
  });

export const approvalsOfAgent = (id: string) =>
  queryOptions({
    queryKey: [...agentKeys.approvals, "of", id] as const,
    queryFn: ({ signal }) => apiFetch<ApprovalPage>("/approvals", { query: { aiSystem: id, limit: 50 }, signal }),
  });

export const agentsOfIncident = (ref: string) =>
  queryOptions({
    queryKey: agentKeys.ofIncident(ref),
    queryFn: ({ signal }) => apiFetch<IncidentAiSystemList>(`/incidents/${ref}/ai-systems`, { signal }),
  });
