import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { AUDIENCE_WORDS, type Audience, LIMITS } from "@/lib/updates/model";
import type { PreviewView } from "@/lib/updates/views";

interface PreviewPartProps {
  incidentRef: string;
  preview: PreviewView;
  audience: Audience;
  reason: string;
  onReason: (reason: string) => void;
  error: unknown;
}

/** The mail as it is sent, to how many it goes, and what speaks against sending it. */
export function PreviewPart({ incidentRef, preview, audience, reason, onReason, error }: PreviewPartProps) {
  const { subject, text, reach, notes, contradicted } = preview;
  const errors = fieldErrors(error);
  const other = Object.entries(errors).find(([field]) => field !== "claimReason")?.[1];
  return (
    <div className="flex flex-col gap-3">
      <p>
        To {AUDIENCE_WORDS[audience]}: {reach.people.toLocaleString("en")} in the app, {reach.mail.toLocaleString("en")}{" "}
        by mail, {reach.webhook.toLocaleString("en")} by webhook.
      </p>
      {notes.map((note) => (
        <Notice key={note} kind="unknown">
          {note}
        </Notice>
      ))}
      {contradicted.length > 0 && (
        <Notice kind="exposed" title="It rests on what the evidence contradicts" live>
          <ul>
            {contradicted.map(({ id, ref, words, how }) => (
              <li key={id}>
                <a
                  href={`/incidents/${incidentRef}/claims#claim-${ref}`}
                  target="_blank"
                  rel="noreferrer"
                  className="mono underline underline-offset-3"
                >
                  {ref}
                </a>{" "}
                “{words}” {how === "words" ? "is in the text, word for word" : "is linked"}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {(contradicted.length > 0 || errors.claimReason) && (
        <Field
          label="Why it is sent all the same"
          hint="The record, the claim and the postmortem keep this reason."
          error={errors.claimReason}
        >
          <Textarea
            value={reason}
            onChange={(event) => onReason(event.currentTarget.value)}
            maxLength={LIMITS.reason}
            className="min-h-9"
          />
        </Field>
      )}
      <section aria-label="The mail" className="rounded-md border border-line bg-sunk">
        <p className="break-words border-line border-b px-3 py-1.5 text-ink-2">{subject}</p>
        <pre className="mono whitespace-pre-wrap break-words px-3 py-2 text-sm">{text}</pre>
      </section>
      {error !== null && error !== undefined && !errors.claimReason && (
        <p role="alert" className="text-exposed text-sm">
          {other ?? failureText(error)} What you wrote is kept.
        </p>
      )}
    </div>
  );
}
