import Link from "next/link";
import { Time } from "@/components/ui/time";
import type { BriefView } from "@/lib/handover/views";

const INKS = { plain: "", exposed: "text-exposed", unknown: "text-unknown", verified: "text-verified" } as const;
/** Said to those who do not see the colour. */
const MARKS = { plain: null, exposed: "Urgent: ", unknown: "Unknown: ", verified: null } as const;

/** A brief as it was kept: every sentence as it was made, each a link to where it can be looked at. */
export function Brief({ brief }: { brief: BriefView }) {
  const base = `/incidents/${brief.incident}`;
  return (
    <div className="gap-x-8 lg:columns-2">
      {brief.sections.map((section) => (
        <section key={section.key} aria-label={section.title} data-print="keep" className="mb-4 break-inside-avoid">
          <h3 className="mb-0.5 border-line-strong border-b pb-1 font-semibold text-sm">{section.title}</h3>
          <ul>
            {section.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a kept brief never changes its order
              <li key={index} className="wrap-anywhere border-line border-b py-1.25">
                <span className={INKS[line.tone]}>
                  {MARKS[line.tone] && <span className="sr-only">{MARKS[line.tone]}</span>}
                  {line.href === null ? (
                    line.text
                  ) : (
                    <Link href={base + line.href} className="rounded-xs hover:underline hover:underline-offset-3">
                      {line.text}
                    </Link>
                  )}
                </span>
                {line.at && (
                  <>
                    {" "}
                    <Time value={line.at} mode="short" precision="minute" withZone className="text-ink-2" />
                  </>
                )}
              </li>
            ))}
          </ul>
          {section.more > 0 && <p className="pt-1 text-ink-3 text-sm">And {section.more} more in the room.</p>}
        </section>
      ))}
    </div>
  );
}
