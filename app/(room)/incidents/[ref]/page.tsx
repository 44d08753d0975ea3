import { redirect } from "next/navigation";

/** The room opens on its timeline. */
export default async function IncidentPage({ params }: { params: Promise<{ ref: string }> }) {
  redirect(`/incidents/${(await params).ref}/timeline`);
}
