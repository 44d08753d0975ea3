"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SectionHeading } from "@/components/ui/definition-rows";
import { Remaining } from "@/components/ui/time";
import { dueNext } from "@/lib/incidents/due-next";
import type { RoomView } from "@/lib/incidents/views";
import { responseOf } from "@/lib/severity/queries";

/** So many are in sight: the next ones are what is worked at. */
const MOST = 4;

/** What is under way, by whom, and what runs out next. Nothing where nothing is. */
export default function DueSection({ room }: { room: RoomView }) {
  const { ref } = room.incident;
  const response = useQuery({ ...responseOf(ref), staleTime: 30_000 });
  const lines = dueNext(room, response.data?.targets ?? []);
  if (lines.length === 0) return null;
  return (
    <section>
      <SectionHeading count={lines.length}>Under way, next first</SectionHeading>
      <ul>
        {lines.slice(0, MOST).map(({ text, who, at, href }) => (
          <li key={text}>
            <Link
              href={`/incidents/${ref}${href}`}
              className="flex justify-between gap-3 border-line border-b py-1.25 hover:bg-sunk pointer-coarse:py-2.5"
            >
              <span className="min-w-0">
                <span className="block truncate" title={text}>
                  {text}
                </span>
                {who !== null && <span className="block truncate text-ink-3 text-sm">{who}</span>}
              </span>
              <span className="whitespace-nowrap text-ink-2">
                {at === null ? "no due time" : <Remaining until={at} calm />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {lines.length > MOST && (
        <Link
          href={`/incidents/${ref}/tasks`}
          className="underline-quiet mt-1 inline-block rounded-xs py-0.5 text-ink-2 text-sm pointer-coarse:py-2"
        >
          and {lines.length - MOST} more
        </Link>
      )}
    </section>
  );
}
