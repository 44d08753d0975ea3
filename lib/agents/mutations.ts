import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { ChangeAiSystemRequest, RegisterAiSystemRequest } from "./inputs";
import type { AiRole } from "./model";
import { agentKeys } from "./queries";
import type {
  AiSystemView,
  ApprovalView,
  AssessmentView,
  ImportedAiSystems,
  IncidentAiSystemList,
  NewKillSwitchView,
} from "./views";

export function useRegisterAgent() {
  return useAgentChange(({ key, input }: { key: string; input: RegisterAiSystemRequest }) =>
    apiFetch<AiSystemView>("/ai-systems", { method: "POST", body: input, idempotencyKey: key }),
  );
}

export function useChangeAgent(id: string) {
  return useAgentChange((input: ChangeAiSystemRequest) =>
    apiFetch<AiSystemView>(`/ai-systems/${id}`, { method: "PATCH", body: input }),
  );
}

export function useImportAgents() {
  return useAgentChange((rows: unknown) =>
    apiFetch<ImportedAiSystems>("/ai-systems/import", { method: "POST", body: rows }),
  );
}

/** Identities, stop tests, assessments: everything below one AI system that is a POST. */
export function useAgentPost<T = AiSystemView>(id: string, path: string) {
  return useAgentChange((body: Record<string, unknown>) =>
    apiFetch<T>(`/ai-systems/${id}/${path}`, { method: "POST", body }),
  );
}

export function useRemoveIdentity(id: string) {
  return useAgentChange((principal: string) =>
    apiFetch<void>(`/ai-systems/${id}/identities/${principal}`, { method: "DELETE" }),
  );
}

export function useSetKillSwitch(id: string) {
  return useAgentChange((body: { url: string; secret?: string }) =>
    apiFetch<NewKillSwitchView>(`/ai-systems/${id}/kill-switch`, { method: "PUT", body }),
  );
}

export function useRemoveKillSwitch(id: string) {
  return useAgentChange(() => apiFetch<void>(`/ai-systems/${id}/kill-switch`, { method: "DELETE" }));
}

export function useDecideAssessment(id: string) {
  return useAgentChange(({ assessment, body }: { assessment: string; body: Record<string, unknown> }) =>
    apiFetch<AssessmentView>(`/ai-systems/${id}/assessments/${assessment}/decision`, { method: "POST", body }),
  );
}

export function useDecideApproval() {
  return useAgentChange(({ id, decision, reason }: { id: string; decision: "allow" | "deny"; reason: string }) =>
    apiFetch<ApprovalView>(`/approvals/${id}/decision`, { method: "POST", body: { decision, reason } }),
  );
}

export function useLinkAgent(ref: string) {
  return useAgentChange((body: { aiSystem: string; role: AiRole }) =>
    apiFetch<IncidentAiSystemList>(`/incidents/${ref}/ai-systems`, { method: "POST", body }),
  );
}

export function useUnlinkAgent(ref: string) {
  return useAgentChange(({ id, reason }: { id: string; reason: string }) =>
    apiFetch<IncidentAiSystemList>(`/incidents/${ref}/ai-systems/${id}/unlink`, { method: "POST", body: { reason } }),
  );
}

function useAgentChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // Identities decide the exposure answers and verifications of every incident.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: agentKeys.all }),
        queryClient.invalidateQueries({ queryKey: agentKeys.approvals }),
        queryClient.invalidateQueries({ queryKey: ["principals"] }),
        queryClient.invalidateQueries({ queryKey: ["incident"] }),
      ]),
  });
}
