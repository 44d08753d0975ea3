"use client";

import { Plus, X } from "lucide-react";
import type { ClipboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PatternMatches } from "./pattern-matches";

export interface PatternDraft {
  /** Empty: the logs of every system. */
  system: string;
  resource: string;
}

interface PatternsFieldProps {
  patterns: readonly PatternDraft[];
  onChange: (patterns: PatternDraft[]) => void;
  errors: Record<string, string>;
}

/** How logs name the asset, one line a pattern; several pasted lines become several patterns. */
export function PatternsField({ patterns, onChange, errors }: PatternsFieldProps) {
  const set = (at: number, part: Partial<PatternDraft>) =>
    onChange(patterns.map((pattern, i) => (i === at ? { ...pattern, ...part } : pattern)));
  function paste(event: ClipboardEvent, at: number) {
    const lines = event.clipboardData
      .getData("text")
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    const made = lines.map((resource) => ({ system: patterns[at]?.system ?? "", resource }));
    onChange([...patterns.slice(0, at), ...made, ...patterns.slice(at + 1)]);
  }
  return (
    <FieldGroup
      legend="How logs name it"
      hint="The resource as the log writes it; * stands for any run of characters, / too. Upper and lower case count."
    >
      <ul className="flex flex-col gap-1.5">
        {patterns.map((pattern, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; two may read the same
          <li key={i}>
            <div className="flex gap-1.5">
              <Input
                aria-label={`Pattern ${i + 1}, resource`}
                value={pattern.resource}
                onValueChange={(resource) => set(i, { resource })}
                onPaste={(event) => paste(event, i)}
                placeholder="arn:aws:s3:::customer-exports/*"
                className="mono flex-1"
                autoComplete="off"
                aria-invalid={errors[`patterns/${i}/resource`] ? true : undefined}
              />
              <Input
                aria-label={`Pattern ${i + 1}, system`}
                value={pattern.system}
                onValueChange={(system) => set(i, { system })}
                placeholder="any system"
                className="mono w-32 shrink-0"
                autoComplete="off"
              />
              <Button
                size="icon"
                variant="quiet"
                aria-label={`Remove pattern ${i + 1}`}
                onClick={() => onChange(patterns.filter((_, at) => at !== i))}
              >
                <X aria-hidden="true" />
              </Button>
            </div>
            <PatternMatches pattern={pattern} />
            {errors[`patterns/${i}/resource`] && (
              <p role="alert" className="mt-1 text-exposed text-sm">
                {errors[`patterns/${i}/resource`]}
              </p>
            )}
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        variant="quiet"
        className="-ml-2 mt-1"
        icon={<Plus aria-hidden="true" />}
        onClick={() => onChange([...patterns, { system: patterns.at(-1)?.system ?? "", resource: "" }])}
      >
        Add a pattern
      </Button>
    </FieldGroup>
  );
}
