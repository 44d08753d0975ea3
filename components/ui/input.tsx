import { Input as BaseInput } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const inputStyle = cn(
  "h-7 w-full min-w-0 rounded-md border border-line-strong bg-panel px-2.5 text-base text-ink pointer-coarse:h-10 pointer-coarse:text-[1rem]",
  "focus-visible:outline-2 focus-visible:outline-focus focus-visible:-outline-offset-1",
  "disabled:bg-sunk disabled:text-ink-3 data-disabled:bg-sunk data-disabled:text-ink-3",
  "aria-invalid:border-exposed data-invalid:border-exposed",
);

export interface InputProps extends Omit<ComponentProps<typeof BaseInput>, "className"> {
  className?: string | undefined;
}

export function Input({ className, ...props }: InputProps) {
  return <BaseInput data-slot="input" className={cn(inputStyle, className)} {...props} />;
}
