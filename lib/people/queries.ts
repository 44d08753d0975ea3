import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { IdentityList } from "./identity-views";
import type { PrincipalKind } from "./model";
import type { ImportKind } from "./read-import";
import type { ClearancePage, GroupPage, ImportResult, PrincipalHistory, PrincipalPage, PrincipalView } from "./views";

export interface PeopleFilter {
  q?: string | null;
  kind?: PrincipalKind | null;
  group?: string | null;
}

export interface ClearanceFilter {
  principal?: string | null;
  group?: string | null;
  asset?: string | null;
}

export const peopleKeys = {
  all: ["principals"] as const,
  list: (filter: PeopleFilter) => ["principals", "list", filter] as const,
  search: (text: string) => ["principals", "search", text] as const,
  one: (id: string) => ["principals", "one", id] as const,
  groups: ["principals", "groups"] as const,
  clearances: (filter: ClearanceFilter) => ["principals", "clearances", filter] as const,
};

export function peoplePages(filter: PeopleFilter) {
  return infiniteQueryOptions({
    queryKey: peopleKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<PrincipalPage>("/principals", { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** For fields in which a principal is chosen. */
export function peopleSearch(text: string) {
  return queryOptions({
    queryKey: peopleKeys.search(text),
    queryFn: ({ signal }) => apiFetch<PrincipalPage>("/principals", { query: { q: text, limit: 20 }, signal }),
    placeholderData: (before) => before,
  });
}

/** The principal of exactly this name, as it is recorded now. */
export async function findByName(queryClient: QueryClient, name: string): Promise<PrincipalView | null> {
  const page = await queryClient.fetchQuery({
    queryKey: [...peopleKeys.all, "named", name],
    staleTime: 0,
    queryFn: ({ signal }) => apiFetch<PrincipalPage>("/principals", { query: { q: name, limit: 200 }, signal }),
  });
  return page.data.find((one) => one.name === name) ?? null;
}

export function principalOf(id: string) {
  return queryOptions({
    queryKey: peopleKeys.one(id),
    queryFn: ({ signal }) => apiFetch<PrincipalView>(`/principals/${id}`, { signal }),
  });
}

export function groupList() {
  return queryOptions({
    queryKey: peopleKeys.groups,
    queryFn: ({ signal }) => apiFetch<GroupPage>("/groups", { signal }),
  });
}

export function clearancePages(filter: ClearanceFilter) {
  return infiniteQueryOptions({
    queryKey: peopleKeys.clearances(filter),
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ClearancePage>("/clearances", { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Whether the file holds all there is of what it names, and then when it was exported. */
export interface Completeness {
  complete: boolean;
  asOf: string | null;
}

export function importQuery({ complete, asOf }: Completeness) {
  return complete && asOf ? { complete: true, asOf } : {};
}

/** What an import would change; nothing is written. */
export function triedImport(kind: ImportKind, rows: readonly unknown[], completeness: Completeness) {
  return queryOptions({
    // Rows are compared by identity: each reading of a file is asked about once.
    // Not among the keys of people: what was just imported is not to be tried again before the dialog closes.
    queryKey: ["tried import", kind, rows, completeness],
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) =>
      apiFetch<ImportResult>(`/${kind}/import`, {
        method: "POST",
        body: rows,
        query: { dryRun: true, ...importQuery(completeness) },
        signal,
      }),
  });
}

/** What was recorded of a principal, and what of it no longer holds. */
export function historyOf(id: string) {
  return queryOptions({
    queryKey: [...peopleKeys.one(id), "history"],
    queryFn: ({ signal }) => apiFetch<PrincipalHistory>(`/principals/${id}/history`, { signal }),
  });
}

/** Names in the logs of an incident that nobody has resolved, and who they may be. */
export function identitiesOf(ref: string) {
  return queryOptions({
    queryKey: ["incident", ref, "identities"],
    queryFn: ({ signal }) => apiFetch<IdentityList>(`/incidents/${ref}/identities`, { signal }),
  });
}
