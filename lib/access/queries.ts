import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { OwnSessionView, PersonView, TokenView, UserView } from "./views";

interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

export const accessKeys = {
  people: ["people"] as const,
  users: ["users"] as const,
  tokens: ["tokens"] as const,
  sessions: ["sessions"] as const,
};

/** Who can be picked as an owner, member or reviewer. */
export const people = () =>
  queryOptions({
    queryKey: accessKeys.people,
    queryFn: () => apiFetch<Page<PersonView>>("/people"),
    staleTime: 300_000,
  });

export const users = () =>
  queryOptions({ queryKey: accessKeys.users, queryFn: () => apiFetch<Page<UserView>>("/users") });

export const ownTokens = () =>
  queryOptions({ queryKey: accessKeys.tokens, queryFn: () => apiFetch<Page<TokenView>>("/tokens") });

export const ownSessions = () =>
  queryOptions({ queryKey: accessKeys.sessions, queryFn: () => apiFetch<Page<OwnSessionView>>("/sessions") });
