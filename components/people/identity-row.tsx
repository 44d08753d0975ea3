"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import type { IdentityBasis } from "@/lib/people/identities";
import type { IdentitySuggestion } from "@/lib/people/identity-views";
import { PRINCIPAL_KINDS, type PrincipalKind } from "@/lib/people/model";
import { KIND_WORDS } from "./words";

interface IdentityRowProps {
  incident: string;
  suggestion: IdentitySuggestion;
  editable: boolean;
  busy: boolean;
  chosen: boolean;
  onChosen: (chosen: boolean) => void;
  kind: PrincipalKind | null;
  onKind: (kind: PrincipalKind) => void;
  onDecide: (decision: "accepted" | "ignored") => void;
}

const kindOptions = PRINCIPAL_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

const WHY: Record<IdentityBasis, (matched: string) => string> = {
  case: (matched) => `The same as ${matched}, but for capitals.`,
  arn: (matched) => `Its ARN ends in, or is a session of, ${matched}.`,
  same_event: (matched) => `Stands beside ${matched} in the same events.`,
  mailbox: (matched) => `The same mailbox as ${matched}, under another domain.`,
  display_name: (matched) => `Its display name is ${matched}, and its e-mail fits.`,
};

/** One guess with what it rests on: names, why, events, and how many accesses it decides. */
export function IdentityRow({ suggestion, incident, ...given }: IdentityRowProps) {
  const { actors, principal, basis, matched, events, accesses } = suggestion;
  const names = actors.map(({ value }) => value);
  const label = principal ? `${names.join(", ")} is ${principal.name}` : `${names.join(", ")} are one`;
  const seen = actors.reduce((sum, actor) => sum + actor.events, 0);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-line border-b py-2">
      {given.editable && (
        <Checkbox label={`Choose: ${label}`} hideLabel checked={given.chosen} onCheckedChange={given.onChosen} />
      )}
      <div className="min-w-0 flex-1 basis-72">
        <p>
          {names.map((name, i) => (
            <span key={name}>
              {i > 0 && (i === names.length - 1 ? " and " : ", ")}
              <span className="mono break-all font-medium">{name}</span>
            </span>
          ))}{" "}
          {principal ? (
            <>
              is{" "}
              <Link href={`/people?principal=${principal.id}`} className="underline-quiet font-medium">
                {principal.name}
              </Link>
              , {KIND_WORDS[principal.kind].toLowerCase()}
            </>
          ) : (
            "are one, whom nobody has recorded"
          )}
          .
        </p>
        <p className="text-ink-2">
          {WHY[basis](matched)}{" "}
          <span className="text-ink-3">
            {accesses > 0 && `Decides ${accesses.toLocaleString("en")} ${accesses === 1 ? "access" : "accesses"}. `}
            {seen.toLocaleString("en")} {seen === 1 ? "event" : "events"}
            {events.length > 0 && ", such as "}
            {events.map((id, i) => (
              <span key={id}>
                {i > 0 && ", "}
                <Link href={`/incidents/${incident}/evidence?event=${id}`} className="mono underline-quiet">
                  {id}
                </Link>
              </span>
            ))}
          </span>
        </p>
      </div>
      {given.editable && (
        <span className="flex flex-wrap items-center gap-2">
          {!principal && (
            <Select
              aria-label={`Kind of ${names.join(", ")}`}
              className="w-32"
              placeholder="Of what kind"
              options={kindOptions}
              value={given.kind}
              onValueChange={given.onKind}
            />
          )}
          <Button
            size="sm"
            disabled={given.busy || (!principal && !given.kind)}
            aria-label={`Accept: ${label}`}
            onClick={() => given.onDecide("accepted")}
          >
            Accept
          </Button>
          <Button
            size="sm"
            variant="quiet"
            disabled={given.busy}
            aria-label={`Ignore: ${label}`}
            onClick={() => given.onDecide("ignored")}
          >
            Ignore
          </Button>
        </span>
      )}
    </li>
  );
}
