"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { FigureLink, Unknown } from "@/components/ui/figures";
import { Td, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RecipientQuestion } from "@/lib/data/model";
import type { RecipientView } from "@/lib/data/views";
import { RECIPIENT_WORDS } from "@/lib/data/words";
import { AnswerMark } from "./answer-mark";

interface RecipientRowProps {
  incidentRef: string;
  row: RecipientView;
  editable: boolean;
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onRead: () => void;
}

export function RecipientRow({ incidentRef, row, editable, chosen, onChoose, onRead }: RecipientRowProps) {
  const { name, actor, principal, resolved, clearance, assets, accesses, tookAway, first, last } = row;
  // A masked name can't be asked for: then all that nobody has resolved are shown.
  const who = principal ? `p:${principal}` : actor === name ? `a:${name ?? ""}` : null;
  const drill = `/incidents/${incidentRef}/exposure?class=${resolved ? "uncleared" : "unresolved"}${who === null ? "" : `&who=${encodeURIComponent(who)}`}`;
  return (
    <Tr>
      {editable && (
        <Td>
          {name !== null && <Checkbox label={`Choose ${name}`} hideLabel checked={chosen} onCheckedChange={onChoose} />}
        </Td>
      )}
      <Td>
        {name ?? <Unknown>nobody named</Unknown>}
        {!resolved && <span className="text-unknown"> (unresolved)</span>}
        {tookAway && (
          <Chip tone="exposed" className="ml-1.5">
            exported or shared
          </Chip>
        )}
      </Td>
      <Td className="text-ink-2">{clearance.join("; ")}</Td>
      <Td className="text-ink-2">
        {assets.length === 1 ? (
          assets[0]?.name
        ) : (
          <span title={assets.map((asset) => asset.name).join(", ")}>
            {assets.length} assets<span className="sr-only">: {assets.map((asset) => asset.name).join(", ")}</span>
          </span>
        )}
      </Td>
      <Td numeric>
        <FigureLink href={drill}>
          {accesses.certain > 0 || accesses.possible === 0
            ? accesses.certain.toLocaleString("en")
            : `${accesses.possible.toLocaleString("en")} possible`}
        </FigureLink>
        {accesses.certain > 0 && accesses.possible > 0 && (
          <span className="text-unknown"> +{accesses.possible.toLocaleString("en")} possible</span>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        {first ? <Time value={first} quiet /> : <Unknown />}
        {last && last !== first && (
          <>
            {" "}
            – <Time value={last} mode="time" quiet />
          </>
        )}
      </Td>
      <StatedCell row={row} question="bound_to_secrecy" onRead={onRead} />
      <StatedCell row={row} question="deletion_attested" onRead={onRead} />
    </Tr>
  );
}

interface StatedCellProps {
  row: RecipientView;
  question: RecipientQuestion;
  onRead: () => void;
}

function StatedCell({ row, question, onRead }: StatedCellProps) {
  const stated = row.stated[question];
  if (!stated) {
    return (
      <Td>
        <AnswerMark answer="unknown" />
      </Td>
    );
  }
  return (
    <Td>
      <button
        type="button"
        onClick={onRead}
        aria-label={`${RECIPIENT_WORDS[question].head}, ${row.name}: ${stated.answer}. ${stated.by}: ${stated.reason}`}
        className="-mx-1 max-w-52 rounded-sm px-1 text-left hover:bg-hover"
      >
        <AnswerMark answer={stated.answer} />
        <span className="block truncate text-ink-3 text-xs">{stated.reason}</span>
      </button>
    </Td>
  );
}
