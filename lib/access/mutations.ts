import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { AddUserInput, ChangeUserInput, CreateTokenInput, SetupInput, SignInInput } from "./inputs";
import { accessKeys } from "./queries";
import type { NewTokenView, UserView } from "./views";

export const signIn = (input: z.input<typeof SignInInput>) => apiFetch("/session", { method: "POST", body: input });

export const signOut = () => apiFetch("/session", { method: "DELETE" });

export const setUp = (input: z.input<typeof SetupInput>) => apiFetch("/setup", { method: "POST", body: input });

export function useAddUser() {
  return useChange(accessKeys.users, (input: z.input<typeof AddUserInput>) =>
    apiFetch<UserView & { setupToken: string }>("/users", { method: "POST", body: input }),
  );
}

export function useChangeUser() {
  return useChange(accessKeys.users, ({ id, ...input }: z.input<typeof ChangeUserInput> & { id: string }) =>
    apiFetch<UserView>(`/users/${id}`, { method: "PATCH", body: input }),
  );
}

export function useCreateToken() {
  return useChange(accessKeys.tokens, (input: z.input<typeof CreateTokenInput>) =>
    apiFetch<NewTokenView>("/tokens", { method: "POST", body: input }),
  );
}

export function useRevokeToken() {
  return useChange(accessKeys.tokens, (id: string) => apiFetch(`/tokens/${id}`, { method: "DELETE" }));
}

export function useEndSession() {
  return useChange(accessKeys.sessions, (id: string) => apiFetch(`/sessions/${id}`, { method: "DELETE" }));
}

function useChange<Input, Output>(queryKey: readonly string[], mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey }) });
}
