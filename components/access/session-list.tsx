"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { useEndSession } from "@/lib/access/mutations";
import { ownSessions } from "@/lib/access/queries";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { browserName } from "./browser-name";

/** Where one is signed in, and how to end it there. */
export function SessionList() {
  const sessions = useQuery(ownSessions());
  const end = useEndSession();
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="font-semibold text-md">
        Sessions
      </h2>
      <p className="mb-2 text-ink-2">Ending one takes effect at once, in the browser that is ended too.</p>
      {sessions.isPending && <SkeletonRows rows={2} label="Loading sessions" />}
      {sessions.isError && <FailedState title="Your sessions could not be loaded." {...failedQuery(sessions)} />}
      <ul>
        {sessions.data?.data.map((session) => (
          <li key={session.id} className="flex items-center justify-between gap-3 border-line border-b py-2">
            <span className="min-w-0">
              <span className="flex items-center gap-2 font-medium">
                {browserName(session.userAgent)}
                {session.current && <Chip tone="verified">this one</Chip>}
              </span>
              <span className="block text-ink-3 text-sm">
                seen <Time value={session.lastSeenAt} mode="relative" /> · since <Time value={session.createdAt} /> ·
                ends <Time value={session.expiresAt} />
                {session.ip && <span className="mono"> · {session.ip}</span>}
              </span>
            </span>
            {!session.current && (
              <Button
                size="sm"
                busy={end.isPending && end.variables === session.id}
                onClick={() =>
                  end.mutate(session.id, {
                    onSuccess: () => toast("Session ended"),
                    onError: (error) => toastFailed("The session was not ended.", { detail: failureText(error) }),
                  })
                }
              >
                End it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
