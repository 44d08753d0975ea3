import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

const inks = {
  plain: "text-ink",
  exposed: "text-exposed",
  unknown: "text-unknown",
  verified: "text-verified",
  agent: "text-agent",
};

export interface StatProps {
  /** The question: "Is data exposed now?" */
  question: ReactNode;
  answer: ReactNode;
  detail?: ReactNode;
  tone?: keyof typeof inks | undefined;
  /** Tints the whole cell: for what burns now. */
  alarm?: boolean | undefined;
  href?: string | undefined;
}

/**
 * Questions side by side with their answers. On a phone they stand in two columns.
 * The whole cell leads to `href` (a stretched link), and links inside the detail stay links of their own.
 */
export function StatStrip({
  label,
  size = "md",
  children,
}: {
  label: string;
  size?: "md" | "lg";
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      data-size={size}
      data-print="keep"
      className="group/strip grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:flex [&>*]:bg-panel [&>*]:last:odd:max-md:col-span-2"
    >
      {children}
    </section>
  );
}

export function Stat({ question, answer, detail, tone = "plain", alarm, href }: StatProps) {
  return (
    <div className={cn("relative min-w-0 flex-auto px-3.5 pt-2.5 pb-2.5", alarm && "bg-exposed-soft!")}>
      <div className="flex items-center gap-1.5 text-ink-3 text-xs">
        {alarm && <span aria-hidden="true" className="size-1.75 rounded-full bg-exposed" />}
        {href ? (
          <Link href={href} className="after:absolute after:inset-0 after:content-[''] hover:text-ink">
            {question}
          </Link>
        ) : (
          question
        )}
      </div>
      <div
        className={cn(
          "mt-0.5 font-semibold text-lg tracking-[-0.015em] group-data-[size=lg]/strip:text-2xl md:whitespace-nowrap",
          inks[tone],
        )}
      >
        {answer}
      </div>
      {detail && <div className="mt-px text-ink-2 text-sm [&_a]:relative">{detail}</div>}
    </div>
  );
}
