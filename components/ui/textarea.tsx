"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps, KeyboardEvent } from "react";
import { cn } from "./cn";
import { inputStyle } from "./input";
import { TooLong, tooLong } from "./too-long";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "defaultValue" | "value"> {
  value?: string | undefined;
  defaultValue?: string | undefined;
  /** ⌘Enter or Ctrl-Enter. Without it they submit the form around the text. */
  onSubmitKey?: (() => void) | undefined;
}

/** Grows with its text; ⌘Enter submits. `maxLength` never cuts: the field says by how much it is too long. */
export function Textarea({ className, onSubmitKey, onKeyDown, maxLength, ...props }: TextareaProps) {
  const over = tooLong(props.value, maxLength);
  function submitOnKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    onKeyDown?.(event);
    if (event.defaultPrevented || event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (onSubmitKey) onSubmitKey();
    else event.currentTarget.form?.requestSubmit();
  }
  return (
    <>
      <Field.Control
        render={
          <textarea
            data-slot="textarea"
            className={cn(
              inputStyle,
              "field-sizing-content h-auto min-h-16 py-1.5 leading-normal pointer-coarse:h-auto",
              className,
            )}
            onKeyDown={submitOnKey}
            {...props}
            {...(over > 0 ? { "aria-invalid": true } : {})}
          />
        }
        {...(props.value === undefined ? {} : { value: props.value })}
      />
      <TooLong over={over} most={maxLength} />
    </>
  );
}
