"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "./cn";

export interface CopyButtonProps {
  value: string;
  /** "Copy link". */
  label: string;
  /** Shows the label beside the sign. */
  showLabel?: boolean;
  className?: string;
}

export function CopyButton({ value, label, showLabel, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      title={label}
      aria-label={showLabel ? undefined : label}
      onClick={async () => {
        await copyText(value);
        setCopied(true);
      }}
      className={cn(
        "inline-flex min-h-6 min-w-6 items-center justify-center gap-1.5 rounded-md px-1 text-ink-3 text-sm hover:bg-hover hover:text-ink print:hidden",
        className,
      )}
    >
      {copied ? <Check aria-hidden="true" className="size-3.5" /> : <Copy aria-hidden="true" className="size-3.5" />}
      {showLabel && label}
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </button>
  );
}

/** Puts text on the clipboard, also on plain http in a local network where `navigator.clipboard` is missing. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
