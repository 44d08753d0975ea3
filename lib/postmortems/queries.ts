import { queryOptions } from "@tanstack/react-query";
import { ApiError, apiFetch } from "@/lib/api/client";
import type { Section } from "./model";
import type { PostmortemPage, PostmortemView, SectionVersions } from "./views";

export const postmortemKeys = {
  one: (ref: string) => ["incident", ref, "postmortem"] as const,
  versions: (ref: string, section: Section) => ["incident", ref, "postmortem", section, "versions"] as const,
  list: ["postmortems"] as const,
};

/** Null while nobody has generated one. */
export function postmortemOf(ref: string) {
  return queryOptions({
    queryKey: postmortemKeys.one(ref),
    queryFn: async ({ signal }): Promise<PostmortemView | null> => {
      try {
        return await apiFetch<PostmortemView>(`/incidents/${ref}/postmortem`, { signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

export function sectionVersions(ref: string, section: Section) {
  return queryOptions({
    queryKey: postmortemKeys.versions(ref, section),
    queryFn: ({ signal }) =>
      apiFetch<SectionVersions>(`/incidents/${ref}/postmortem/sections/${section}/versions`, { signal }),
  });
}

export const postmortemList = (q: string) =>
  queryOptions({
    queryKey: [...postmortemKeys.list, q] as const,
    queryFn: ({ signal }) => apiFetch<PostmortemPage>("/postmortems", { query: { q, limit: 100 }, signal }),
  });
