"use client";

import { Input as BaseInput } from "@base-ui/react/input";
import { type ComponentProps, useState } from "react";
import { cn } from "./cn";
import { TooLong, tooLong } from "./too-long";

export const inputStyle = cn(
  "h-7 w-full min-w-0 rounded-md border border-line-strong bg-panel px-2.5 text-base text-ink pointer-coarse:h-10 pointer-coarse:text-[1rem]",
  "focus-visible:outline-2 focus-visible:outline-focus focus-visible:-outline-offset-1",
  "disabled:bg-sunk disabled:text-ink-3 data-disabled:bg-sunk data-disabled:text-ink-3",
  "aria-invalid:border-exposed data-invalid:border-exposed",
);

export interface InputProps extends Omit<ComponentProps<typeof BaseInput>, "className"> {
  className?: string | undefined;
}

/** `maxLength` never cuts what is typed or pasted: the field says by how much it is too long. */
export function Input({ className, maxLength, onValueChange, ...props }: InputProps) {
  const [typed, setTyped] = useState("");
  const given = props.value ?? (typed || props.defaultValue);
  const over = tooLong(given, maxLength);
  return (
    <>
      <BaseInput
        data-slot="input"
        className={cn(inputStyle, className)}
        {...props}
        {...(over > 0 ? { "aria-invalid": true } : {})}
        onValueChange={(value, details) => {
          if (maxLength !== undefined && props.value === undefined) setTyped(value);
          onValueChange?.(value, details);
        }}
      />
      <TooLong over={over} most={maxLength} />
    </>
  );
}
