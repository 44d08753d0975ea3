import { Button as BaseButton } from "@base-ui/react/button";
import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { Spinner } from "./spinner";

export const buttonStyle = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium",
    "transition-colors duration-100 disabled:cursor-not-allowed data-disabled:opacity-55 disabled:opacity-55",
    "[&_svg]:size-3.5 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        default: "border-line-strong bg-panel text-ink hover:bg-hover data-popup-open:bg-hover",
        primary: "border-ink bg-ink text-bg hover:bg-ink/85",
        quiet: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink data-popup-open:bg-hover",
        danger: "border-exposed bg-panel text-exposed hover:bg-exposed-soft",
      },
      size: {
        sm: "h-6 px-2 text-sm pointer-coarse:h-8 pointer-coarse:px-2.5",
        md: "h-7 px-2.5 text-base pointer-coarse:h-9",
        lg: "h-9 px-4 text-base pointer-coarse:h-11",
        icon: "size-7 p-0 text-base pointer-coarse:size-9",
      },
    },
    defaultVariants: { variant: "default", size: "md" },
  },
);

export interface ButtonProps
  extends Omit<ComponentProps<typeof BaseButton>, "className">,
    VariantProps<typeof buttonStyle> {
  className?: string | undefined;
  /** The single key that does the same, shown as a hint: `"C"`. */
  hint?: string | undefined;
  /** Shows a spinner, keeps the width and refuses further presses while the work runs. */
  busy?: boolean | undefined;
  icon?: ReactNode;
}

export function Button({ variant, size, hint, busy, icon, className, children, disabled, ...props }: ButtonProps) {
  return (
    <BaseButton
      data-slot="button"
      aria-busy={busy || undefined}
      aria-keyshortcuts={hint && hint.length === 1 ? hint : undefined}
      disabled={disabled || busy}
      focusableWhenDisabled={busy ?? false}
      className={cn(buttonStyle({ variant, size }), className)}
      {...props}
    >
      {busy ? <Spinner /> : icon}
      {children}
      {hint && <Kbd>{hint}</Kbd>}
    </BaseButton>
  );
}
