import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame";
import { ShellProvider } from "@/components/shell/shell-context";
import { userById } from "@/lib/access/server/sign-in";
import { ViewerProvider } from "@/lib/access/use-viewer";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { ListIncidentsQuery } from "@/lib/incidents/inputs";
import { OPEN_PHASES, openIncidents } from "@/lib/incidents/queries";
import { listIncidents } from "@/lib/incidents/server/list-incidents";
import { DeclareHost } from "./declare-host";
import { LiveHost } from "./live-host";

/** Around every page for people who are signed in. */
export default async function RoomLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const user = await userById(ctx.actor.userId);
  const queryClient = makeQueryClient();
  await queryClient.prefetchQuery({
    ...openIncidents(),
    queryFn: () => listIncidents(ctx, ListIncidentsQuery.parse({ phase: OPEN_PHASES, limit: 50 })),
  });
  return (
    <ViewerProvider
      viewer={{
        id: ctx.actor.userId,
        name: ctx.actor.name,
        email: user?.email ?? "",
        role: ctx.actor.role,
        permissions: [...ctx.actor.permissions],
      }}
    >
      <HydrationBoundary state={dehydrate(queryClient)}>
        <ShellProvider>
          <AppFrame>{children}</AppFrame>
          <DeclareHost />
          <LiveHost />
        </ShellProvider>
      </HydrationBoundary>
    </ViewerProvider>
  );
}
