import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import { DropAnywhere } from "@/components/evidence/drop-anywhere";
import { UploadProvider } from "@/components/evidence/uploads";
import { AppError } from "@/lib/api/errors";
import { makeQueryClient } from "@/lib/api/query-client";
import { pageContext } from "@/lib/api/server/page-context";
import { incidentKeys } from "@/lib/incidents/queries";
import { getRoom } from "@/lib/incidents/server/get-room";
import { RoomFrame } from "./room-frame";

interface Props {
  params: Promise<{ ref: string }>;
  children: ReactNode;
}

/** Once per request, for the title and the page. What may not be seen is not there. */
const roomFor = cache(async (ref: string) => {
  try {
    return await getRoom(await pageContext(), ref);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { incident } = await roomFor((await params).ref);
  return { title: { default: `${incident.ref} ${incident.title}`, template: `%s · ${incident.ref} · Firebreak` } };
}

export default async function IncidentLayout({ params, children }: Props) {
  const { ref } = await params;
  const room = await roomFor(ref);
  // One address for one incident, and one key in the cache.
  if (ref !== room.incident.ref) redirect(`/incidents/${room.incident.ref}`);
  const queryClient = makeQueryClient();
  queryClient.setQueryData(incidentKeys.room(ref), room);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <UploadProvider incident={ref}>
        <RoomFrame incidentRef={ref}>{children}</RoomFrame>
        <DropAnywhere incident={ref} enabled={room.can.respond} />
      </UploadProvider>
    </HydrationBoundary>
  );
}
