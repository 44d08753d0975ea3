import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const chipStyle = cva(
  "inline-flex items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-sm leading-[1.125rem] [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "border-line-strong text-ink-2",
        exposed: "border-exposed/60 text-exposed",
        unknown: "border-unknown/60 text-unknown",
        verified: "border-verified/60 text-verified",
        agent: "border-agent/60 text-agent",
      },
      mono: { true: "bg-sunk border-line mono", false: "" },
    },
    defaultVariants: { tone: "neutral", mono: false },
  },
);

export type Tone = NonNullable<VariantProps<typeof chipStyle>["tone"]>;

export interface ChipProps extends ComponentProps<"span">, VariantProps<typeof chipStyle> {}

/** A short state or attribute. With `mono` it is a citation: `otel #58 211`. */
export function Chip({ tone, mono, className, ...props }: ChipProps) {
  return <span data-slot="chip" className={cn(chipStyle({ tone, mono }), className)} {...props} />;
}
