"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useNow } from "@/components/ui/clock";
import { SectionHeading } from "@/components/ui/definition-rows";
import type { TimeName } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";
import { responseOf } from "@/lib/severity/queries";
import { type Need, needsOf } from "./needs-you";

const INKS = { exposed: "text-exposed", unknown: "text-unknown", plain: "text-ink-2" };

/** So many are in sight; the others are a press away. */
const MOST = 5;

interface NeedsSectionProps {
  room: RoomView;
  /** Opens the dialog that names a time. */
  onName: (name: TimeName) => void;
}

/** What is missing now, the most urgent first, each with its action. */
export default function NeedsSection({ room, onName }: NeedsSectionProps) {
  const { ref } = room.incident;
  const base = `/incidents/${ref}`;
  const [all, setAll] = useState(false);
  // What somebody has assessed can be overtaken by facts; what nobody has is asked for anyway.
  const response = useQuery({ ...responseOf(ref), enabled: room.severity !== null, staleTime: 30_000 });
  const now = useNow(60_000);
  const needs = needsOf(room, { changedFacts: response.data?.changed.length ?? 0, now });
  const shown = all ? needs : needs.slice(0, MOST);
  return (
    <section>
      <SectionHeading count={needs.length || undefined}>Needs you</SectionHeading>
      {needs.length === 0 ? (
        <p className="text-ink-3">Nothing waits.</p>
      ) : (
        <ul>
          {shown.map((need) => (
            <li key={need.text}>
              {need.names && room.can.respond ? (
                <button type="button" className={NEED} onClick={() => onName(need.names ?? "started")}>
                  <NeedText need={need} />
                </button>
              ) : (
                <Link href={base + need.href} className={NEED}>
                  <NeedText need={need} />
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
      {needs.length > MOST && (
        <button
          type="button"
          aria-expanded={all}
          className="underline-quiet mt-1 rounded-xs py-0.5 text-ink-2 text-sm pointer-coarse:py-2"
          onClick={() => setAll(!all)}
        >
          {all ? "The first five only" : `and ${needs.length - MOST} more`}
        </button>
      )}
    </section>
  );
}

const NEED =
  "flex w-full justify-between gap-3 border-line border-b py-1.25 text-left hover:bg-sunk pointer-coarse:py-2.5";

function NeedText({ need }: { need: Need }) {
  return (
    <>
      {need.text}
      <span className={`whitespace-nowrap ${INKS[need.tone]}`}>{need.mark}</span>
    </>
  );
}
