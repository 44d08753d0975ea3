import Link from "next/link";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function RoomNotFound() {
  return (
    <EmptyState
      className="mt-6"
      title={<h1>There is nothing here, or it is not for you to see.</h1>}
      action={
        <Link href="/incidents" className={buttonStyle()}>
          All incidents
        </Link>
      }
    >
      Restricted incidents are there for their members only. If you were sent this link, ask the incident’s commander to
      add you.
    </EmptyState>
  );
}
