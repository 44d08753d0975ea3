"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { failureText } from "@/lib/api/field-errors";
import { answerLink } from "@/lib/updates/mutations";
import type { SubscriptionView } from "@/lib/updates/views";

interface SubscriptionFormProps {
  answer: "confirm" | "leave";
  /** From the link in the mail. */
  secret: string;
}

/** Confirms a mail address, or ends its subscription, by one press. */
export function SubscriptionForm({ answer, secret }: SubscriptionFormProps) {
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<SubscriptionView | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      setDone(await answerLink(answer, secret));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  if (done) {
    return (
      <Notice kind="verified" live title={done.state === "ended" ? "You get no more updates." : "Confirmed."}>
        {done.state === "ended"
          ? `Nothing more about ${done.incident} is sent to ${done.address}.`
          : `Updates of ${done.incident} are sent to ${done.address} from now on. Each ends with a link that stops them.`}
      </Notice>
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {error !== null && (
        <Notice kind="exposed" live>
          {failureText(error)}
        </Notice>
      )}
      <p className="text-ink-2">
        {answer === "confirm"
          ? "Confirm that this address is yours and that you want the updates."
          : "End the updates of this incident to your address."}
      </p>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {answer === "confirm" ? "Confirm" : "Send me no more updates"}
      </Button>
    </form>
  );
}
