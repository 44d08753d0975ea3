import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { ListNoticesQuery, MarkInput, NoticeParams, SetNoticeInput } from "../inputs";
import { NoticePage, NoticeSettingsView, NoticeView, UnreadView } from "../views";
import { countUnread, listNoticeSettings, listNotices, markAllRead, markNotice, setNotice } from "./list-notices";

export const inboxRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/notices",
    summary: "One's inbox, newest first; about incidents that one may see, and no longer than one may",
    permission: "signed-in",
    query: ListNoticesQuery,
    view: NoticePage,
    run: (ctx, { query }) => listNotices(ctx, query),
  }),
  defineRoute({
    method: "get",
    path: "/notices/unread",
    summary: "How many notices are unread, up to 100",
    permission: "signed-in",
    view: UnreadView,
    run: (ctx) => countUnread(ctx),
  }),
  defineRoute({
    method: "post",
    path: "/notices/read",
    summary: "Mark every notice as read",
    permission: "signed-in",
    view: UnreadView,
    run: (ctx) => markAllRead(ctx),
  }),
  defineRoute({
    method: "patch",
    path: "/notices/{id}",
    summary: "Mark one notice as read or unread",
    permission: "signed-in",
    params: NoticeParams,
    body: MarkInput,
    view: NoticeView,
    run: (ctx, { params, body }) => markNotice(ctx, params.id, body),
  }),
  defineRoute({
    method: "get",
    path: "/notices/settings",
    summary: "How one wants to be told of each kind: in the app, by mail as well, or not",
    permission: "signed-in",
    view: NoticeSettingsView,
    run: (ctx) => listNoticeSettings(ctx),
  }),
  defineRoute({
    method: "put",
    path: "/notices/settings",
    summary: "Choose how one is told of a kind",
    permission: "signed-in",
    body: SetNoticeInput,
    view: NoticeSettingsView,
    run: (ctx, { body }) => setNotice(ctx, body),
  }),
];
