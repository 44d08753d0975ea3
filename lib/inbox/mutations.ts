import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { NoticeChannel, NoticeKind } from "./model";
import { noticeKeys, noticeSettings } from "./queries";
import type { NoticeSettingsView, NoticeView, UnreadView } from "./views";

export function useMarkNotice() {
  return useNoticeChange(({ id, read }: { id: string; read: boolean }) =>
    apiFetch<NoticeView>(`/notices/${id}`, { method: "PATCH", body: { read } }),
  );
}

export function useMarkAllRead() {
  return useNoticeChange(() => apiFetch<UnreadView>("/notices/read", { method: "POST" }));
}

export function useSetNotice() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { kind: NoticeKind; channel: NoticeChannel }) =>
      apiFetch<NoticeSettingsView>("/notices/settings", { method: "PUT", body: input }),
    onSuccess: (settings) => queryClient.setQueryData(noticeSettings().queryKey, settings),
  });
}

function useNoticeChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: noticeKeys.all }),
  });
}
