import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { NoticePage, NoticeSettingsView, UnreadView } from "./views";

export const noticeKeys = { all: ["notices"] as const };

export const unreadNotices = () =>
  queryOptions({
    queryKey: [...noticeKeys.all, "unread"] as const,
    queryFn: ({ signal }) => apiFetch<UnreadView>("/notices/unread", { signal }),
    refetchInterval: 60_000,
  });

export const noticePages = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: [...noticeKeys.all, "pages", unread] as const,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<NoticePage>("/notices", { query: { unread, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const noticeSettings = () =>
  queryOptions({
    queryKey: [...noticeKeys.all, "settings"] as const,
    queryFn: ({ signal }) => apiFetch<NoticeSettingsView>("/notices/settings", { signal }),
  });
